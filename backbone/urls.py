"""Which door leads where? Composes the URLs of all packages."""

from django.urls import URLPattern, URLResolver, include, path

from backbone.core import health

urlpatterns: list[URLPattern | URLResolver] = [
    # Answered by HealthMiddleware before anything else; listed here so that every registry of doors shows them.
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("account/", include("backbone.accounts.urls")),
    path("api/", include("backbone.api_urls")),
]

# Below /api/ the last word is a problem too.
handler404 = "backbone.core.problems.page_not_found"
handler500 = "backbone.core.problems.server_error"
