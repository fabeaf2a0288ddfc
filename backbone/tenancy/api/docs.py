"""Where does a developer read the API? The library's page, from our own host and under our own policy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.views import SpectacularSwaggerSplitView

from backbone.core.refusals import registered
from backbone.tenancy.api.schema import WHY


class Docs(SpectacularSwaggerSplitView):
    """Swagger UI without a line of inline script or style."""

    url_name = "api:schema"
    template_name = "api/docs.html"


def problems(request: HttpRequest) -> HttpResponse:
    """What each `type` of a problem points to."""
    return render(request, "api/problems.html", {"statuses": WHY.items(), "refusals": sorted(registered().items())})
