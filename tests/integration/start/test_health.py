"""Does health tell the truth, quickly, and ask for nothing?"""

import time

import psycopg2
import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_alive_without_database_host_or_cookie(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["backbone.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/health/live", headers={"host": "10.0.0.7:8000"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready(client: Client) -> None:
    answer = client.get("/health/ready", headers={"host": "10.0.0.7:8000"})
    assert answer.status_code == 200, answer.json()
    assert not answer.cookies


@pytest.mark.parametrize("url", ["unix:///nowhere/at/all.sock?db=0", "redis://127.0.0.1:1/0"])
def test_the_broker_away(client: Client, settings: Settings, url: str) -> None:
    settings.REDIS_URL = url
    begun = time.monotonic()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["parts"]["broker"]) == (503, "unreachable")
    assert time.monotonic() - begun < 2


def test_the_database_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = {"host": "/nowhere", "dbname": "backbone"}
    monkeypatch.setattr(connection, "get_connection_params", lambda: nowhere)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["parts"]["database"]) == (503, "unreachable")


def test_a_migration_not_applied(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backbone.core.health.on_disk", lambda: {("tenancy", "9999_not_yet")})
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["parts"]["migrations"]) == (503, "1 not applied")


@pytest.mark.parametrize(
    ("kind", "age", "status", "said"),
    [
        ("interval", "NULL", 200, "ok"),
        ("interval", "interval '9 minutes'", 200, "ok"),
        ("interval", "interval '11 minutes'", 503, "the oldest due job waits too long"),
        ("double precision", "NULL", 200, "ok"),
        ("double precision", "599", 200, "ok"),
        ("double precision", "601", 503, "the oldest due job waits too long"),
        ("double precision", "1/0", 503, "unknown"),
    ],
)
def test_a_job_that_waits_too_long(
    client: Client, monkeypatch: pytest.MonkeyPatch, kind: str, age: str, status: int, said: str
) -> None:
    """Beat or worker is away. The function is the job table's; here stands one in a schema of the test's own."""
    door = psycopg2.connect(**connection.get_connection_params())
    with door, door.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS late")
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION late.oldest_due_job_age() RETURNS {kind} LANGUAGE sql"
            f" AS $$ SELECT ({age})::{kind} $$"
        )
    try:
        monkeypatch.setattr("backbone.core.health.JOB_AGE_FUNCTION", "late.oldest_due_job_age()")
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.json()["parts"]["jobs"]) == (status, said)
        assert answer.json()["parts"]["database"] == "ok"
    finally:
        with door, door.cursor() as cursor:
            cursor.execute("DROP SCHEMA late CASCADE")
        door.close()
