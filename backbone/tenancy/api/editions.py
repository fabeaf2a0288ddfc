"""What may be answered with 304 before anything is read? What was answered in the same edition, to the same asker.

The tag holds all that an answer can depend on: the edition of figures and definitions, the tenant's settings, who asks
with which roles and what was read beside these, what for, on which day, in which language, and the program itself.
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from backbone.tenancy.actors import Actor
from backbone.tenancy.editions import current_edition
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import PLACES
from backbone.tenancy.roles import known_facts

Read = Callable[..., Any]


def by_edition(read: Read) -> Read:
    """Answer a GET with 304, sparing the work, where the caller holds what it would be told again.

    For views that read only tables whose changes are counted (`CountsEdition`), and what is in the tag.
    """

    @wraps(read)
    def answer(self: Any, request: Any, **path: Any) -> Any:
        tag = tag_of(request._request)
        known = get_conditional_response(request._request, etag=tag)
        response = read(self, request, **path) if known is None else known
        response["ETag"] = tag
        return response

    setattr(answer, BY_EDITION, True)
    return answer


BY_EDITION = "is_by_edition"


def tag_of(request: HttpRequest) -> str:
    """The tag of what would be answered now; it is made before anything of the answer is read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    tenant: Tenant = request.tenant  # type: ignore[attr-defined]
    initiative = getattr(request, "initiative", None)
    today = timezone.now().date() if initiative is None else initiative.today()
    held = sorted(
        (each.role.value, *(getattr(each, place) or 0 for place in ("initiative_id", *PLACES))) for each in actor.roles
    )
    parts = (
        _program(), current_edition(), _settings_of(tenant), actor.tenant_id, actor.key_id, actor.user_id, held,
        sorted(actor.scopes), known_facts(), request.get_full_path(), today.isoformat(), get_language(),
    )  # fmt: skip
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _settings_of(tenant: Tenant) -> list[Any]:
    return [getattr(tenant, field.attname) for field in Tenant._meta.concrete_fields]


@cache
def _program() -> str:
    """What this program is made of: after an upgrade nothing is known any more."""
    found = sha256()
    for each in sorted(Path(settings.BASE_DIR).glob("[!.]*/**/*.py")):
        found.update(each.read_bytes())
    return found.hexdigest()
