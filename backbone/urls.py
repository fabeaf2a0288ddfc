"""Which door leads where? Composes the URLs of all packages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("backbone.accounts.urls")),
]
