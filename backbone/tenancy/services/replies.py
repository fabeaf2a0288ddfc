"""How is a creation through the API answered once, however often it is sent?"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import StoredReply

KEPT_FOR = timedelta(hours=24)


def reserve(idempotency_key: str, *, by: Actor) -> bool:
    """Hold the key until this transaction ends; False while another request holds it."""
    name = f"{scope.current()}:{by.key_id}:{idempotency_key}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        (is_ours,) = cursor.fetchone()
    return bool(is_ours)


def stored_reply(idempotency_key: str, *, by: Actor) -> StoredReply | None:
    """What was answered under this key within the last day."""
    return StoredReply.objects.filter(
        key=by.key_id, idempotency_key=idempotency_key, made_at__gt=timezone.now() - KEPT_FOR
    ).first()


def store_reply(idempotency_key: str, request_hash: str, *, status: int, body: Any, by: Actor) -> None:
    """Keep an answer, in the transaction of what it tells: both are there, or neither."""
    StoredReply.objects.update_or_create(
        key_id=by.key_id,
        idempotency_key=idempotency_key,
        defaults={"request_hash": request_hash, "status": status, "body": body, "made_at": timezone.now()},
    )


def forget_replies(now: datetime) -> int:
    """Forget answers older than a day; returns how many."""
    forgotten, _ = StoredReply.objects.filter(made_at__lte=now - KEPT_FOR).delete()
    return forgotten
