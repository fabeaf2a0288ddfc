"""The doors of the bench: all of Backbone's, and empty ones of the same kinds beside them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.response import Response

from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.views import ApiView
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page


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


class Doors:
    """A URL configuration: empty doors before all that Backbone has; made in `with_empty_doors`."""

    def __init__(self, others: Sequence[URLPattern | URLResolver]) -> None:
        self.urlpatterns = [
            path("bench/<slug:tenant>/<slug:initiative>/", empty_page),
            path("api/v1/<slug:tenant>/bench-empty", EmptyAnswer.as_view()),
            *others,
        ]


def with_empty_doors() -> Doors:
    """Backbone's own configuration, whichever it is, with the empty doors in front."""
    return Doors(get_resolver().url_patterns)
