"""What does the scorecard say, to a system?"""

from typing import Any

from rest_framework.response import Response

from backbone.tenancy.api.pages import query_of
from backbone.tenancy.api.schema import operation
from communications.api.answers import EXAMPLE, verdicts_answer
from communications.api.serializers import VerdictsSerializer
from communications.scorecard.selectors import scorecard
from initiatives.api.initiative_view import InitiativeApiRequest, InitiativeView
from measurement.api.queries import PastDayQuery, refuse_day_ahead
from measurement.selectors.figures import Purpose


class Verdicts(InitiativeView):
    @operation("get_verdicts", VerdictsSerializer, tag="figures", parameters=[PastDayQuery], example=EXAMPLE)
    def get(self, request: InitiativeApiRequest, **path: Any) -> Response:
        """Every adopted indicator judged on the figures that the key may see, and the headline of all of them."""
        initiative, today = request.initiative, request.initiative.today()
        as_of = query_of(PastDayQuery, request)["as_of"]
        refuse_day_ahead(as_of, today)
        card = scorecard(request.actor, request.tenant, initiative, today=today, purpose=Purpose.API, as_of=as_of)
        return Response(verdicts_answer(card, as_of or today))
