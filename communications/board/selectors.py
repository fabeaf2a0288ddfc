"""What is the board of a round made of, and when were its providers reminded?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from communications.board.filters import Filters
from communications.board.presenters import BoardPage, board_page
from communications.reminders.selectors import last_reminded
from measurement.models import CollectionRound, Indicator
from measurement.selectors.cells import ProviderLine
from measurement.selectors.rounds import provider_lines


def board_of(collection_round: CollectionRound, given: Mapping[str, str], *, tenant: str) -> BoardPage:
    """The board as the address asks for it; five queries, whatever the number of partners and indicators."""
    reminded: Mapping[int, datetime] = last_reminded(collection_round)
    lines = provider_lines(collection_round)
    indicators = indicators_of(collection_round, lines)
    return board_page(collection_round, lines, indicators, Filters.read(given), reminded=reminded, tenant=tenant)


def lines_shown(collection_round: CollectionRound, filters: Filters) -> list[ProviderLine]:
    """The providers that the board shows by these filters, in its order."""
    lines = provider_lines(collection_round)
    codes = {each.code: each.pk for each in indicators_of(collection_round, lines)} if filters.indicator else {}
    wanted: int | None = codes.get(filters.indicator)
    judged = filters if wanted else replace(filters, indicator="")
    kept = (line for line in lines if judged.keeps(line, None if wanted is None else line.cells.get(wanted)))
    return sorted(kept, key=filters.order())


def indicators_of(collection_round: CollectionRound, lines: Sequence[ProviderLine]) -> list[Indicator]:
    """The indicators that somebody owes in a round, in the order in which it asks for them; one query.

    A round from before rounds said what they ask for takes one more.
    """
    owed = set().union(*(line.cells for line in lines))
    rows = collection_round.indicators.select_related("indicator").order_by("position", "pk")
    found = {each.indicator_id: each.indicator for each in rows if each.indicator_id in owed}
    if owed - found.keys():
        found |= Indicator.objects.in_bulk(list(owed - found.keys()))
    return list(found.values())
