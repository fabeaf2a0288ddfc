"""How does the API say no? As application/problem+json (RFC 9457)."""

from typing import Any

from django.http import JsonResponse


def problem(status: int, code: str, detail: str, *, errors: list[dict[str, str]] | None = None) -> JsonResponse:
    """A refusal: `errors` holds {code, detail, pointer} for each field or row at fault."""
    body: dict[str, Any] = {
        "type": f"/api/docs/problems#{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
        "errors": errors or [{"code": code, "detail": detail, "pointer": "#"}],
    }
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Backbone"'
    return response
