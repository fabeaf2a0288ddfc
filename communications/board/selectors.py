"""What is the board of a round made of, and when were its providers reminded?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from communications.board.filters import Filters
from communications.board.presenters import BoardPage, board_page
from communications.reminders.selectors import last_reminded
from measurement.models import CollectionRound, Indicator
from measurement.selectors.cells import ProviderLine
from measurement.selectors.rounds import provider_lines


def board_of(collection_round: CollectionRound, given: Mapping[str, str]) -> BoardPage:
    """The board as the address asks for it; five queries, whatever the number of partners and indicators."""
    reminded: Mapping[int, datetime] = last_reminded(collection_round)
    return board_page(
        collection_round,
        provider_lines(collection_round),
        indicators_of(collection_round),
        Filters.read(given),
        reminded=reminded,
    )


def lines_shown(collection_round: CollectionRound, filters: Filters) -> list[ProviderLine]:
    """The providers that the board shows by these filters, in its order."""
    codes = {each.code: each.pk for each in indicators_of(collection_round)} if filters.indicator else {}
    wanted = codes.get(filters.indicator)
    judged = filters if wanted else replace(filters, indicator="")
    return sorted(
        (
            line
            for line in provider_lines(collection_round)
            if judged.keeps(line, next((cell for cell in line.cells if cell.indicator_id == wanted), None))
        ),
        key=filters.order(),
    )


def indicators_of(collection_round: CollectionRound) -> list[Indicator]:
    """The indicators of a round that somebody owes, in the order in which they are asked for."""
    asked = Indicator.objects.filter(pk__in=collection_round.obligations.filter(withdrawn_at=None).values("indicator"))
    found = {each.pk: each for each in asked}
    rows = collection_round.indicators.order_by("position", "pk").values_list("indicator_id", flat=True)
    order = {pk: place for place, pk in reversed(list(enumerate(rows)))}
    return sorted(found.values(), key=lambda each: (order.get(each.pk, len(order)), each.code))
