"""The doors of the bench: all of Backbone's, and empty ones of the same kinds beside them."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.response import Response

from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.views import ApiView
from backbone.tenancy.permissions import Capability
from backbone.urls import handler404, handler500
from backbone.urls import urlpatterns as doors
from initiatives.doors import InitiativeRequest, initiative_page

__all__ = ["handler404", "handler500", "urlpatterns"]


@csrf_exempt
@initiative_page(Capability.VIEW_INITIATIVE)
def empty_page(_request: InitiativeRequest) -> HttpResponse:
    """Signs in, enters the tenant, asks who may, and says nothing."""
    return HttpResponse()


class EmptyAnswer(ApiView):
    """Knows its key, enters the tenant, and says nothing."""

    def get(self, request: ApiRequest, **path: Any) -> Response:
        return Response({})

    def post(self, request: ApiRequest, **path: Any) -> Response:
        return Response({})


urlpatterns = [
    path("bench/<slug:tenant>/<slug:initiative>/", empty_page),
    path("api/v1/<slug:tenant>/bench-empty", EmptyAnswer.as_view()),
    *doors,
]
