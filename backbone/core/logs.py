"""What is written to the log, and how does one request's id reach its page, its job and every line?

A line is one JSON object. Only known fields are written, and e-mail addresses are taken out of messages and traces:
what people typed has no business in a log.
"""

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

HEADER = "X-Request-ID"
SENSIBLE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
ADDRESS = re.compile(r"[^\s@<>\"'(=,:]+@[^\s@<>\"'),;]+")
# PostgreSQL repeats the values of a refused row in these lines.
ROW_VALUES = re.compile(r"(DETAIL|CONTEXT|PARAMETERS):.*", re.IGNORECASE)
FIELDS = {"time", "level", "logger", "message", "request_id", "trace"}
FIELDS |= {"route", "method", "status", "ms", "tenant", "job", "kind"}

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
log = logging.getLogger("backbone.request")


@contextmanager
def request_id(value: str) -> Iterator[None]:
    """Everything logged inside carries this id; a job is given the id of the request that asked for it."""
    token = current_request_id.set(value)
    try:
        yield
    finally:
        current_request_id.reset(token)


class RequestIdMiddleware:
    """Gives each request an id (a proxy's, if it looks like one), answers with it and logs one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        begun = time.perf_counter()
        with request_id(given if SENSIBLE_ID.fullmatch(given) else uuid4().hex):
            response = self.get_response(request)
            response.headers[HEADER] = current_request_id.get()
            log.info("request", extra=_line(request, response, begun))
        return response


def _line(request: HttpRequest, response: HttpResponse, begun: float) -> dict[str, object]:
    # The route, not the path: paths hold invitation tokens and names. A path without route says nothing.
    route = request.resolver_match.route if request.resolver_match else ""
    milliseconds = round((time.perf_counter() - begun) * 1000)
    return {"route": route, "method": request.method, "status": response.status_code, "ms": milliseconds}


class JsonLines(JsonFormatter):
    """Known fields only, so that an `extra` with a form's values cannot slip through."""

    def __init__(self) -> None:
        super().__init__("%(message)s %(levelname)s %(name)s", timestamp=False)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        data = dict(log_data)
        logger, message = data.pop("name", ""), str(data.pop("message", ""))
        if logger == "django.request":  # "Internal Server Error: /path", and paths hold tokens
            message = message.partition(":")[0]
        renamed = {
            "time": data.pop("time", ""),
            "level": data.pop("levelname", ""),
            "logger": logger,
            "message": without_personal_data(message),
            "request_id": current_request_id.get(),
            "trace": without_personal_data(str(data.pop("exc_info", "") or "")),
        }
        return {key: value for key, value in {**data, **renamed}.items() if key in FIELDS and value not in ("", None)}

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def without_personal_data(text: str) -> str:
    return ADDRESS.sub("[address]", ROW_VALUES.sub(r"\1: [values]", text))
