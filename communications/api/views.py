"""What does the scorecard say, to a system?"""

from typing import Any

from rest_framework.response import Response

from backbone.tenancy.api.schema import operation
from communications.api.answers import EXAMPLE, verdicts_answer
from communications.api.serializers import VerdictsSerializer
from communications.scorecard.selectors import scorecard
from initiatives.api.initiative_view import InitiativeApiRequest, InitiativeView
from measurement.selectors.figures import Purpose


class Verdicts(InitiativeView):
    @operation("get_verdicts", VerdictsSerializer, tag="figures", example=EXAMPLE)
    def get(self, request: InitiativeApiRequest, **path: Any) -> Response:
        """Every adopted indicator judged on the figures that the key may see, and the headline of all of them."""
        initiative = request.initiative
        card = scorecard(request.actor, request.tenant, initiative, today=initiative.today(), purpose=Purpose.API)
        return Response(verdicts_answer(card, initiative.today()))
