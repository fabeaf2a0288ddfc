"""What answers where there is nothing? A problem, and inside a tenant only to its keys."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema

from backbone.core.problems import problem
from backbone.tenancy.api.views import ApiView


class Nowhere(ApiView):
    """Below a tenant: the key is asked first, so that nobody learns what there is."""

    @extend_schema(exclude=True)
    def get(self, request: Any, **path: Any) -> None:
        raise Http404

    post = put = patch = delete = get


@csrf_exempt
def nowhere(_request: HttpRequest, **_path: str) -> JsonResponse:
    return problem(404, "not_found", gettext("There is nothing here."))
