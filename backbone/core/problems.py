"""How does the API say no? As application/problem+json (RFC 9457)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults

API_PREFIX = "/api/"


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """A refusal: `errors` holds {code, detail, pointer} for each field or row at fault."""
    body: dict[str, Any] = {
        "type": f"/api/docs/problems#{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
        "errors": errors or [{"code": code, "detail": detail, "pointer": "#"}],
    }
    response = JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Backbone"'
    return response


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The last 404: a problem below /api/, the page elsewhere."""
    if request.path.startswith(API_PREFIX):
        return problem(404, "not_found", _("There is nothing here."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """The last 500: a problem below /api/, the page elsewhere; the reason is in the log, under the request's id."""
    if request.path.startswith(API_PREFIX):
        return problem(500, "server_error", _("Something went wrong here. Nothing was changed."))
    return defaults.server_error(request)
