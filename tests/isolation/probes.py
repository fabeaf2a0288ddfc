"""Doors that exist only here: each does half its work and then goes wrong, or renders late."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import ListView
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from backbone import urls
from backbone.tenancy.doors import GUARD, TenantRequest, member_page
from initiatives.models import Area


@member_page
def fails(request: TenantRequest, how: str) -> HttpResponse:
    """Writes a row, then goes wrong in one of several ways."""
    Area.objects.create(code=f"half-{how}", name="Half-done work")
    if how == "raises":
        raise ValueError(how)
    if how == "late":
        return TemplateResponse(request, engines["django"].from_string("{{ nothing.at.all|divisibleby:0 }}"))
    return HttpResponse(how, status=int(how))


@member_page
def renders(request: TenantRequest) -> HttpResponse:
    """A response that reads rows only when it is rendered."""
    text = "{% for area in areas %}{{ area.name }} {{ area.initiatives.count }}{% endfor %}"
    return TemplateResponse(request, engines["django"].from_string(text), {"areas": Area.objects.all()})


@member_page
def streams(request: TenantRequest) -> HttpResponseBase:
    """What must not be done: a generator that reads rows after the scope is left."""

    def rows() -> Iterator[str]:
        yield "begun"
        yield from Area.objects.values_list("name", flat=True)

    return StreamingHttpResponse(rows())


class Areas(ListView):  # type: ignore[type-arg]  # subscripting it needs a package at run time
    model = Area
    template_name = "404.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        del kwargs["tenant"]
        return super().get(request, *args, **kwargs)


class Invalid(APIView):
    """DRF's own rollback works with ATOMIC_REQUESTS only."""

    permission_classes = [AllowAny]

    def post(self, request: Any, **path: Any) -> Response:
        Area.objects.create(code="half-api", name="Half-done work")
        raise ValidationError({"name": "never good enough"})


def api(request: HttpRequest, **path: Any) -> HttpResponse:
    return JsonResponse({"areas": list(Area.objects.values_list("name", flat=True))})


def unguarded(request: HttpRequest, tenant: str) -> HttpResponse:
    return HttpResponse("open")


areas = Areas.as_view()
invalid = Invalid.as_view()
api_view = csrf_exempt(api)
for view in (areas, invalid, api_view):
    setattr(view, GUARD, True)

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/<slug:tenant>/probe/", api_view),
    path("api/v1/<slug:tenant>/probe/invalid/", invalid),
    path("<slug:tenant>/probe/fails/<str:how>/", fails),
    path("<slug:tenant>/probe/renders/", renders),
    path("<slug:tenant>/probe/streams/", streams),
    path("<slug:tenant>/probe/areas/", areas),
    path("<slug:tenant>/probe/unguarded/", unguarded),
    path("", include(urls.urlpatterns)),
]
