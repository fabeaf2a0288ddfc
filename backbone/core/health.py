"""Is this Backbone alive, and is it ready for visitors? Containers and balancers ask, fast and without a host name.

`/health/live`: the process answers. `/health/ready`: database, broker, migrations and the age of the job queue; 503
names the part that fails. Answered before any other middleware: no tenant, session, cookie, redirect, host.
"""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import psycopg2
import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse

log = logging.getLogger("backbone.health")
SECONDS = 1
OLDEST_DUE_JOB = 600  # the tick comes each minute: ten missed ones mean that nobody works
# Made by the job table's migration; it looks over the wall and returns seconds or an interval, nothing else.
JOB_AGE_FUNCTION = "backbone_oldest_due_job_age()"
WHAT_IS_THERE = "SELECT to_regclass('django_migrations') IS NOT NULL, to_regprocedure(%s) IS NOT NULL"


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path_info)
        return answer(request) if answer else self.get_response(request)


def live(_: HttpRequest) -> JsonResponse:
    return JsonResponse({"live": True}, headers={"Cache-Control": "no-store"})


def ready(_: HttpRequest) -> JsonResponse:
    """503 with the failing parts while one of them is away. The reasons go to the log, not to whoever asks."""
    parts = {"database": "ok", "migrations": "ok", "jobs": "ok", "broker": "ok"}
    try:
        parts |= _database_parts()
    except psycopg2.Error as error:
        log.warning("database: %s", type(error).__name__)
        parts |= {"database": "unreachable", "migrations": "unknown", "jobs": "unknown"}
    try:
        _ping_broker()
    except (redis.RedisError, OSError) as error:
        log.warning("broker: %s", type(error).__name__)
        parts["broker"] = "unreachable"
    is_ready = all(state == "ok" for state in parts.values())
    return JsonResponse(
        {"ready": is_ready, "parts": parts}, status=200 if is_ready else 503, headers={"Cache-Control": "no-store"}
    )


ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {"/health/live": live, "/health/ready": ready}


def _database_parts() -> dict[str, str]:
    """Over a connection of its own: bounded in time, and no request's transaction is touched."""
    parameters: dict[str, Any] = connection.get_connection_params()
    parameters |= {"connect_timeout": 2, "options": f"-c statement_timeout={SECONDS * 1000}"}
    with closing(psycopg2.connect(**parameters)) as own, own.cursor() as cursor:
        cursor.execute(WHAT_IS_THERE, [JOB_AGE_FUNCTION])
        has_migrations, has_jobs = cursor.fetchone() or (False, False)
        applied: set[tuple[str, str]] = set()
        if has_migrations:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
        missing = on_disk() - applied
        jobs = _state_of_jobs(cursor) if has_jobs else "ok"
    return {"migrations": f"{len(missing)} not applied" if missing else "ok", "jobs": jobs}


def _state_of_jobs(cursor: Any) -> str:
    """Asked last: if the question fails, the database has answered all others, and only this part is in doubt."""
    try:
        cursor.execute(f"SELECT {JOB_AGE_FUNCTION}")
    except psycopg2.Error as error:
        log.warning("jobs: %s", type(error).__name__)
        return "unknown"
    age = (cursor.fetchone() or (None,))[0] or 0
    seconds = age.total_seconds() if isinstance(age, timedelta) else float(age)
    return "the oldest due job waits too long" if seconds > OLDEST_DUE_JOB else "ok"


_on_disk: set[tuple[str, str]] = set()


def on_disk() -> set[tuple[str, str]]:
    """The migrations this process was started with: they cannot change under it, so they are read once."""
    if not _on_disk:
        _on_disk.update(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    return _on_disk


def _ping_broker() -> None:
    with closing(
        redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)
    ) as client:
        client.ping()
