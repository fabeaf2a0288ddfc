"""What does the board of a round say: who has sent, who has not, and how late?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from initiatives.models import Organization
from measurement.models import CollectionRound
from measurement.presenters.states import PROVIDER, Chip, due, line_due
from measurement.rules.standing import Progress
from measurement.selectors.cells import ProviderLine


@dataclass(frozen=True, slots=True)
class BoardRow:
    provider: Organization
    progress: Progress
    chip: Chip
    due: str
    is_late: bool
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the board; an empty state shows everybody."""

    state: str
    word: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    round: CollectionRound
    due: str
    rows: Sequence[BoardRow]
    filters: Sequence[Filter]
    providers: int
    sent: int
    still_to_come: int


LATE = "late"


def board_page(collection_round: CollectionRound, lines: Sequence[ProviderLine], *, wanted: str) -> BoardPage:
    """The board with the rows of one state, or of all where `wanted` names none."""
    today = collection_round.initiative.today()
    states = Counter(line.state for line in lines)
    late = sum(bool(line.days_late) for line in lines)
    known = wanted if wanted in PROVIDER or wanted == LATE else ""
    return BoardPage(
        round=collection_round,
        due=due(collection_round.due_on, today=today),
        rows=[_row(line, today) for line in lines if _is_wanted(line, known)],
        filters=[
            Filter("", "", len(lines), not known),
            *(Filter(state, str(chip.word), states[state], known == state) for state, chip in PROVIDER.items()),
            Filter(LATE, "", late, known == LATE),
        ],
        providers=len(lines),
        sent=states["sent"] + states["accepted"],
        still_to_come=len(lines) - states["accepted"],
    )


def _is_wanted(line: ProviderLine, state: str) -> bool:
    return not state or line.state == state or (state == LATE and line.days_late > 0)


def _row(line: ProviderLine, today: date) -> BoardRow:
    return BoardRow(
        provider=line.provider,
        progress=line.progress,
        chip=PROVIDER[line.state],
        due=line_due(line, today),
        is_late=line.days_late > 0,
        sent_at=line.sent_at,
    )
