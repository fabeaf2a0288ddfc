"""Which address below /api/ leads where? Composes the API of all packages, its schema and its documentation."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from backbone.tenancy.api.docs import Docs, problems
from backbone.tenancy.api.nowhere import Nowhere, nowhere

app_name = "api"

in_tenant: list[URLPattern | URLResolver] = [
    path("", include("initiatives.api.urls")),
    path("", include("measurement.api.urls")),
    path("", include("workgroups.api.urls")),
    path("", include("communications.api.urls")),
    path("<path:rest>", Nowhere.as_view()),
    path("", Nowhere.as_view()),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    path("docs/problems", problems, name="problems"),
    path("v1/<slug:tenant>/", include(in_tenant)),
    path("", nowhere),
    path("<path:rest>", nowhere),
]
