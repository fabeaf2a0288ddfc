"""Which door leads where? Composes the URLs of all packages."""

from django.urls import URLPattern, URLResolver, include, path

from backbone.core import health
from communications import views

INITIATIVE = "<slug:tenant>/<slug:initiative>/"

urlpatterns: list[URLPattern | URLResolver] = [
    # Answered by HealthMiddleware before anything else; listed here so that every registry of doors shows them.
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("account/", include("backbone.accounts.urls")),
    path("api/", include("backbone.api_urls")),
    path("", views.start, name="start"),
    # What belongs to the tenant comes before its initiatives: "settings" and "invitations" are no slugs of one.
    path("<slug:tenant>/", include("backbone.tenancy.urls")),
    path("<slug:tenant>/communities/", include("measurement.community_urls")),
    path(INITIATIVE, include("initiatives.urls")),
    path(INITIATIVE, include("communications.agenda.urls")),
    path(INITIATIVE, include("communications.handover.urls")),
    path(INITIATIVE, include("communications.office.urls")),
    path(INITIATIVE, include("communications.campaigns.urls")),
    path(INITIATIVE, include("communications.funders.urls")),
    path(INITIATIVE, include("measurement.urls")),
    path(INITIATIVE, include("workgroups.urls")),
    path(INITIATIVE, include("communications.reports.urls")),
    path(INITIATIVE, include("communications.exploring.urls")),
    path("", include("communications.founding.urls")),
    path("", include("communications.urls")),
]

# Below /api/ the last word is a problem too.
handler404 = "backbone.core.problems.page_not_found"
handler500 = "backbone.core.problems.server_error"
