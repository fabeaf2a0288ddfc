"""What does the board say: of each provider and indicator the state and the lateness, in words?"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from backbone.core.addresses import addresses
from communications.board.filters import SORTS, Filters, is_late
from initiatives.models import Organization
from measurement.models import CollectionRound, Indicator
from measurement.presenters.asking import ExceptionLine, exception_line
from measurement.presenters.states import PROVIDER, Chip, due, line_due
from measurement.rules.standing import Progress
from measurement.selectors.cells import Cell, ProviderLine


@dataclass(frozen=True, slots=True, eq=False)
class BoardCell:
    """What cells say, one for all that say the same: `kind` chooses colour, `shape` the drawing, `word` says it."""

    kind: str
    shape: str
    word: str


Say = Callable[[str, int], BoardCell]


@dataclass(frozen=True, slots=True)
class BoardRow:
    provider: Organization
    url: str
    sector: str
    progress: Progress
    chip: Chip
    due: str
    is_late: bool
    is_waiting: bool
    cells: Sequence[BoardCell]
    exceptions: Sequence[ExceptionLine]
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice above the board, with what the address says for it."""

    value: str
    word: str
    query: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class BoardPage:
    round: CollectionRound
    dates: Sequence[str]
    filters: Filters
    heads: Sequence[Indicator]
    rows: Sequence[BoardRow]
    states: Sequence[Choice]
    indicators: Sequence[Choice]
    sectors: Sequence[Choice]
    sorts: Sequence[Choice]
    views: Sequence[Choice]
    providers: int
    sent: int
    still_to_come: int
    has_opened: bool

    @property
    def to_remind(self) -> int:
        """How many of those shown still owe something that they can send now."""
        return sum(row.is_waiting for row in self.rows)


SORT_WORDS = {
    "late": gettext_lazy("Late ones first"),
    "name": gettext_lazy("By name"),
    "state": gettext_lazy("By state"),
    "sector": gettext_lazy("By sector"),
}
VIEW_WORDS = {"board": gettext_lazy("Board"), "list": gettext_lazy("List")}
KINDS = {
    "not_started": ("none", "none"),
    "in_progress": ("part", "doing"),
    "to_fix": ("fix", "err"),
    "sent": ("sent", "sent"),
    "accepted": ("ok", "ok"),
    "excused": ("na", "off"),
}


def board_page(
    collection_round: CollectionRound,
    lines: Sequence[ProviderLine],
    indicators: Sequence[Indicator],
    filters: Filters,
    *,
    reminded: Mapping[int, datetime],
    tenant: str,
) -> BoardPage:
    """The board with the rows that the filters leave, in their order."""
    now = timezone.now()
    initiative = collection_round.initiative
    chosen = next((each for each in indicators if each.code == filters.indicator), None)
    heads = [chosen] if chosen else list(indicators)
    asked = {line.provider.pk: line.cells.get(chosen.pk) if chosen else None for line in lines}
    say = cache(_said)  # many cells and few sayings, each looked up in the reader's language
    judged = replace(filters, indicator=filters.indicator if chosen else "")
    kept = sorted((line for line in lines if judged.keeps(line, asked[line.provider.pk])), key=filters.order())
    states = Counter(line.state for line in lines)
    row = partial(
        _row, heads=[each.pk for each in heads], today=initiative.today(now), now=now, reminded=reminded, say=say,
        address=addresses("measurement:owed", tenant, initiative.slug), with_due=judged.view == "list",
    )  # fmt: skip
    return BoardPage(
        round=collection_round,
        dates=_dates(collection_round, now),
        filters=judged,
        heads=heads,
        rows=[row(line) for line in kept],
        **_choices(judged, lines, indicators, states),
        providers=len(lines) - states["excused"],
        sent=states["sent"] + states["accepted"],
        still_to_come=len(lines) - states["accepted"] - states["excused"],
        has_opened=collection_round.opens_at <= now,
    )


def _dates(collection_round: CollectionRound, now: datetime) -> list[str]:
    """What is still to come of a round's days; of one that has closed, when that was."""
    closed = {"day": date_format(collection_round.last_day, "j F Y")}
    if now >= collection_round.closes_at:
        return [_("Closed on %(day)s") % closed]
    opens = {"day": date_format(collection_round.opens_on, "j F Y")}
    return [
        *([_("Opens on %(day)s") % opens] if now < collection_round.opens_at else []),
        due(collection_round.due_on, today=collection_round.initiative.today(now)),
        _("Closes on %(day)s") % closed,
    ]


def _row(
    line: ProviderLine,
    *,
    heads: Sequence[int],
    today: date,
    now: datetime,
    reminded: Mapping[int, datetime],
    say: Say,
    address: Callable[[str], str],
    with_due: bool,
) -> BoardRow:
    return BoardRow(
        provider=line.provider,
        url=address(line.provider.code),
        sector=line.provider.sector.name if line.provider.sector else "",
        progress=line.progress,
        chip=PROVIDER[line.state],
        due=line_due(line, today) if with_due else "",
        is_late=is_late(line),
        is_waiting=line.may_send(now),
        cells=_cells(line.cells, heads, say),
        exceptions=[exception_line(each, today) for each in line.granted if each.until >= today],
        reminded_at=reminded.get(line.provider.pk),
    )


def _cells(cells: Mapping[int, Cell], heads: Sequence[int], say: Say) -> list[BoardCell]:
    """What a row says, once of each cell that indicators share."""
    said: dict[Cell | None, BoardCell] = {each: say(each.state, each.days_late) for each in set(cells.values())}
    said[None] = say("not_asked", 0)
    return [said[cells.get(head)] for head in heads]


def _said(state: str, days: int) -> BoardCell:
    """State and lateness as one short phrase."""
    if state == "not_asked":
        return BoardCell("na", "off", pgettext("of a figure", "Not asked"))
    kind, shape = KINDS[state]
    word = str(PROVIDER[state].word)
    if days and state in ("sent", "accepted"):
        return BoardCell(kind, shape, _("%(state)s, %(late)s") % {"state": word, "late": _days(days)})
    if days and state == "not_started":
        return BoardCell("late", "chk", _days(days))
    if days and state == "in_progress":
        return BoardCell("late", "doing", _("Begun, %(late)s") % {"late": _days(days)})
    return BoardCell(kind, shape, word)


def _days(days: int) -> str:
    return ngettext("%d day late", "%d days late", days) % days


def _choices(
    filters: Filters, lines: Sequence[ProviderLine], indicators: Sequence[Indicator], states: Mapping[str, int]
) -> dict[str, list[Choice]]:
    sectors = {line.provider.sector.code: line.provider.sector for line in lines if line.provider.sector}
    late = sum(is_late(line) for line in lines)
    is_all = not filters.state and not filters.late
    everybody = Choice("", _("All partners"), filters.query(state="", late=False), is_all, len(lines))
    shown = [
        Choice(state, str(chip.word), filters.query(state=state, late=False), filters.state == state, states[state])
        for state, chip in PROVIDER.items()
        if states[state] or filters.state == state
    ]
    return {
        "states": [
            everybody,
            *shown,
            Choice("late", _("Late"), filters.query(state="", late=True), filters.late, late),
        ],
        "indicators": [Choice(each.code, each.name, "", filters.indicator == each.code) for each in indicators],
        "sectors": [
            Choice(code, sectors[code].name, "", filters.sector == code)
            for code in sorted(sectors, key=lambda each: sectors[each].position)
        ],
        "sorts": [Choice(each, str(SORT_WORDS[each]), "", filters.sort == each) for each in SORTS],
        "views": [
            Choice(each, str(word), filters.query(view=each), filters.view == each) for each, word in VIEW_WORDS.items()
        ],
    }
