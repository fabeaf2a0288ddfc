"""How does a system get its key, and lose it?"""

from collections.abc import Iterable
from datetime import datetime
from secrets import token_hex, token_urlsafe

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.services.people import hash_of
from backbone.tenancy.trail import record


@transaction.atomic
def make_key(
    name: str, scopes: Iterable[str], *, by: Actor, expires_at: datetime | None = None, is_of_partner: bool = False
) -> tuple[ApiKey, str]:
    """Make a key and return it with its secret, which is shown once and never kept.

    Raises PermissionDenied unless `by` manages keys, RuleViolation for a scope that does not exist.
    """
    require(by, Capability.MANAGE_KEYS)
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(ApiKey.Scope.values):
        raise RuleViolation("key_scope_unknown", scopes=" ".join(wanted))
    prefix = f"bb_{token_hex(4)}"
    secret = f"{prefix}_{token_urlsafe(32)}"
    key = ApiKey.objects.create(
        name=name,
        prefix=prefix,
        key_hash=hash_of(secret),
        scopes=" ".join(wanted),
        is_of_partner=is_of_partner,
        made_by_id=by.user_id,
        expires_at=expires_at,
    )
    record("key.made", key, by=by)
    return key, secret


@transaction.atomic
def revoke_key(key: ApiKey, *, by: Actor) -> None:
    """Revoke a key: the next request with it is refused."""
    require(by, Capability.MANAGE_KEYS, on=key)
    if key.revoked_at is None:
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        record("key.revoked", key, by=by)
