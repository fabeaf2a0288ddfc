"""Who may keep a copy of a page? Nobody, unless its view says otherwise.

The next person at the same browser may be another one, and what was withdrawn must be gone.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NoStoreMiddleware:
    """Static files are answered before it; health and the API say for themselves how long their answers hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
