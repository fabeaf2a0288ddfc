"""How often may one key ask? So many times a minute, counted in Valkey.

A fixed window: one INCR and one EXPIRE in one round trip. Where Valkey is away the door stays open, after 0.2 s at
most, and for some seconds it is not asked again. docs/decisions/ has the figures.
"""

import time
from functools import cache
from typing import Any, cast

import redis
from django.conf import settings
from django.utils.translation import gettext as _
from redis.backoff import NoBackoff
from redis.retry import Retry
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from backbone.tenancy.api.keys import actor_of
from backbone.tenancy.api.problems import Refused

WINDOW = 60
PATIENCE = 0.1  # to connect, and to be answered
PAUSE = 5.0  # after a failure

_closed_until = 0.0


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),  # the client's own default is ten retries with pauses of seconds
    )


def count(name: str) -> int | None:
    """Count one request in the present window; None while nobody can count."""
    global _closed_until
    if time.monotonic() < _closed_until:
        return None
    try:
        with _client().pipeline(transaction=False) as pipe:
            pipe.incr(name)
            pipe.expire(name, WINDOW)
            return cast("int", pipe.execute()[0])
    except (redis.RedisError, OSError):
        _closed_until = time.monotonic() + PAUSE
        return None


class KeyLimit(BaseThrottle):
    """Refuses a key that asked too often with 429, and says with every answer how much is left."""

    def allow_request(self, request: Request, view: Any) -> bool:
        actor = actor_of(request)
        if actor is None:
            return True
        limit, now = settings.API_REQUESTS_PER_MINUTE, time.time()
        window, reset = int(now // WINDOW), WINDOW - int(now % WINDOW)
        asked = count(f"api:{actor.tenant_id}:{actor.key_id}:{window}")
        if asked is None:
            return True
        headers = {
            "RateLimit-Policy": f'"key";q={limit};w={WINDOW}',
            "RateLimit": f'"key";r={max(0, limit - asked)};t={reset}',
        }
        view.headers = {**view.headers, **headers}
        if asked > limit:
            detail = _("This key has asked too often. Wait %(seconds)d seconds.") % {"seconds": reset}
            raise Refused(429, "too_many_requests", detail, headers={"Retry-After": str(reset)})
        return True
