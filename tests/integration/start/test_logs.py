"""Is a log line JSON, with the request's id and without what people typed?"""

import json
import logging
import sys

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.fixtures import Settings

from backbone.core.logs import JsonLines, request_id


def line(message: str, **extra: object) -> dict[str, object]:
    record = logging.LogRecord("backbone.test", logging.INFO, __file__, 1, message, None, extra.pop("exc_info", None))  # type: ignore[arg-type]
    record.__dict__.update(extra)
    parsed: dict[str, object] = json.loads(JsonLines().format(record))
    return parsed


def test_a_line_carries_the_id_and_known_fields_only() -> None:
    with request_id("abcdef123456"):
        written = line("saved", route="x/<slug:tenant>/", form={"name": "Ann"}, request="<WSGIRequest /t/secret-token>")
    assert written["request_id"] == "abcdef123456"
    assert written["route"] == "x/<slug:tenant>/"
    assert {"form", "request", "name"}.isdisjoint(written)


def test_addresses_and_refused_rows_are_taken_out() -> None:
    try:
        raise ValueError("duplicate key\nDETAIL:  Key (email)=(ann.lee@example.org) already exists. Ann Lee")
    except ValueError:
        written = line("mail to ann.lee@example.org failed", exc_info=sys.exc_info())
    assert "example.org" not in str(written)
    assert "Ann Lee" not in str(written)
    assert "duplicate key" in str(written["trace"])


def test_an_error_is_logged_without_its_path() -> None:
    words = ("Server Error", "/t/token")
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s: %s", words, None)
    assert json.loads(JsonLines().format(record))["message"] == "Server Error"


@pytest.mark.django_db
def test_every_answer_has_an_id_and_a_line_without_the_path(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="backbone.request"):
        answer = client.get("/no/such/secret-token", headers={"x-request-id": "from-the-proxy-1"})
        other = client.get("/no/such", headers={"x-request-id": "no good\n"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy-1"
    assert len(other.headers["X-Request-ID"]) == 32
    assert "secret-token" not in JsonLines().format(caplog.records[0])


def test_mail_is_one_eml_file_a_message(tmp_path: object, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backbone.core.mail.EmlFolderBackend"
    settings.MAIL_FOLDER = tmp_path
    for number in (1, 2):
        EmailMessage(f"Invitation {number}", "Welcome — bienvenue", "a@example.org", ["b@example.org"]).send()
    files = sorted(settings.MAIL_FOLDER.iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert b"Subject: Invitation 1" in files[0].read_bytes()
