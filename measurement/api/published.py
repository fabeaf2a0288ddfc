"""What was ever released, for whoever wants to check us?"""

from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.serializers import Serializer

from backbone.tenancy.api.editions import by_edition
from backbone.tenancy.api.pages import query_of, refuse_query
from backbone.tenancy.api.schema import operation
from initiatives.api.initiative_view import InitiativeApiRequest, InitiativeView
from measurement.api import examples
from measurement.api.serializers import PublishedPageSerializer
from measurement.selectors.published import published_cells

SALT = "cursor:published"
LONGEST = 100_000


class PublishedQuery(Serializer[Any]):
    """Which part of the stream is wanted."""

    cursor = serializers.CharField(required=False, help_text="`next_cursor` of the part before.")
    limit = serializers.IntegerField(
        required=False, default=20_000, min_value=1, max_value=LONGEST, help_text="Cells; each has up to five rows."
    )


class PublishedCells(InitiativeView):
    @operation(
        "list_published",
        PublishedPageSerializer,
        tag="figures",
        parameters=[PublishedQuery],
        example={"results": [examples.PUBLISHED, examples.PUBLISHED_HIDDEN], "next_cursor": None},
    )
    @by_edition
    def get(self, request: InitiativeApiRequest, **path: Any) -> HttpResponse:
        """Every cell of the current and of earlier releases that the key may see, one row for each of its measures.

        Whoever wants to know whether small numbers can be worked out finds here all there is to try it with.
        """
        query = query_of(PublishedQuery, request)
        after = _opened(query["cursor"]) if "cursor" in query else 0
        found = published_cells(request.actor, request.initiative, after=after, limit=query["limit"])
        following = f'"{signing.dumps(found.last, salt=SALT)}"' if found.last else "null"
        body = f'{{"results":[{found.rows}],"next_cursor":{following}}}'
        return HttpResponse(body, content_type="application/json")


def _opened(cursor: str) -> int:
    try:
        return int(signing.loads(cursor, salt=SALT))
    except (signing.BadSignature, ValueError) as fault:
        raise refuse_query("cursor", "cursor_invalid", _("This cursor was not made by this list.")) from fault
