"""What is every view of the API? Guarded, counted, bounded, and answered with 304 where nothing has changed."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backbone.tenancy.api import bodies
from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.replies import once
from backbone.tenancy.doors import GUARD

Door = Callable[..., Any]


def api_door(view: Door) -> Door:
    """Mark a view of the API as guarded: the middleware opens it to keys of the tenant in its path."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        del kwargs["tenant"]
        return _unless_known(request, view(request, *args, **kwargs))

    setattr(opened, GUARD, True)
    return opened


def _unless_known(request: HttpRequest, response: Any) -> HttpResponseBase:
    """304 where the caller holds the same answer. It spares the way, not the work: the figures were read."""
    patch_cache_control(response, private=True, no_cache=True)
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response  # type: ignore[no-any-return]
    if not getattr(response, "is_rendered", True):
        response.render()
    if not response.has_header("ETag"):
        response["ETag"] = f'W/"{sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


class ApiView(APIView):
    """A view below /api/v1/<tenant>/; it is a door by being one of these."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Door:  # type: ignore[override]
        return api_door(super().as_view(**initkwargs))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        bodies.refuse_large(request)


class CreatingView(ApiView, ABC):
    """A view whose POST creates, once for each Idempotency-Key."""

    def post(self, request: ApiRequest, **path: Any) -> Response:
        return once(request, lambda: self.create(request, **path))

    @abstractmethod
    def create(self, request: ApiRequest, **path: Any) -> Response:
        """Create, and answer; called once for each Idempotency-Key."""
