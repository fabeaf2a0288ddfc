"""Which initiatives may a key see?"""

from typing import Any

from rest_framework.response import Response

from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.pages import PageQuery, page_of, query_of
from backbone.tenancy.api.schema import operation
from backbone.tenancy.api.views import ApiView
from initiatives.api.initiative_view import InitiativeApiRequest, InitiativeView
from initiatives.api.serializers import EXAMPLE, InitiativePageSerializer, InitiativeSerializer
from initiatives.selectors import initiatives_for


class InitiativeList(ApiView):
    @operation(
        "list_initiatives",
        InitiativePageSerializer,
        tag="initiatives",
        parameters=[PageQuery],
        example={"results": [EXAMPLE], "next_cursor": None},
    )
    def get(self, request: ApiRequest, **path: Any) -> Response:
        """The initiatives in which the key has a role, by slug."""
        initiatives = initiatives_for(request.actor).select_related("area").prefetch_related("outcomes")
        page = page_of(initiatives, query_of(PageQuery, request), by=["slug"])
        return Response(page.answer([InitiativeSerializer(each).data for each in page.rows]))


class InitiativeDetail(InitiativeView):
    @operation("get_initiative", InitiativeSerializer, tag="initiatives", example=EXAMPLE)
    def get(self, request: InitiativeApiRequest, **path: Any) -> Response:
        """One initiative with its outcomes."""
        return Response(InitiativeSerializer(request.initiative).data)
