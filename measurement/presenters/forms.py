"""What does a partner's form say, row by row?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from backbone.tenancy.actors import Actor
from initiatives.models import Organization
from measurement import wording
from measurement.models import CollectionRound, Entry
from measurement.presenters.asking import ExceptionLine, exception_line
from measurement.presenters.form_rows import FormRow, present_row
from measurement.presenters.states import PROVIDER, Chip, line_due
from measurement.selectors.cells import ProviderLine, line_from
from measurement.selectors.exceptions import own_window
from measurement.selectors.forms import definitions_of, form_rows
from measurement.selectors.periods import period_names
from measurement.services.locks import locked


@dataclass(frozen=True, slots=True)
class WithdrawnLine:
    """A figure that was typed and is owed no more: kept to be read."""

    indicator: str
    group: str
    period: str
    figure: str
    because: str


@dataclass(frozen=True, slots=True)
class FormPage:
    round: CollectionRound
    organization: Organization
    due: str
    state: Chip
    rows: Sequence[FormRow]
    may_enter: bool
    by_staff: bool
    to_confirm: int
    saved_at: datetime | None
    shown_at: datetime
    minutes_said: int | None
    drafts: int
    lock: str = ""
    exceptions: Sequence[ExceptionLine] = ()
    withdrawn: Sequence[WithdrawnLine] = ()

    @property
    def done(self) -> int:
        """Rows that hold a figure, or a word that there is none, and need nothing more before they are sent."""
        return sum(row.is_done for row in self.rows)

    @property
    def to_fix(self) -> int:
        return sum(_is_to_fix(row) for row in self.rows)

    @property
    def to_check(self) -> int:
        return sum(row.needs_reason for row in self.rows)

    @property
    def not_started(self) -> int:
        return sum(row.state.kind == "none" for row in self.rows)

    @property
    def first_of(self) -> dict[str, str]:
        """Where each kind of row to be seen to begins, so that the line above leads there in a long form."""
        kinds: dict[str, Callable[[FormRow], bool]] = {
            "to_fix": _is_to_fix,
            "to_check": lambda row: row.needs_reason,
            "not_started": lambda row: row.state.kind == "none",
        }
        return {kind: str(next((row.uid for row in self.rows if belongs(row)), "")) for kind, belongs in kinds.items()}

    @property
    def is_open(self) -> bool:
        """Whether something can be typed: the round is open, and so is a row."""
        return self.may_enter and not self.lock and any(not row.is_locked for row in self.rows)


def form_page(collection_round: CollectionRound, provider: Organization, *, reader: Actor, may_enter: bool) -> FormPage:
    """The whole form of a provider in a round, as this reader meets it."""
    shown_at = timezone.now()
    by_staff = provider.pk not in reader.organization_ids
    grid, withdrawn = form_rows(collection_round, provider)
    definitions = definitions_of([row.obligation.indicator_id for row in grid])
    names = period_names(row.obligation.indicator for row in grid)
    line = line_from(collection_round, [row.obligation for row in grid])
    today = collection_round.initiative.today()
    entries = [row.entry for row in grid if row.entry]
    return FormPage(
        round=collection_round,
        organization=provider,
        due=line_due(line, today) if line else "",
        state=PROVIDER[line.state if line else "excused"],
        rows=[present_row(row, definitions.get(row.obligation.indicator_id), reader, names) for row in grid],
        may_enter=may_enter,
        by_staff=by_staff,
        to_confirm=0 if by_staff else sum(_is_unconfirmed(row.shown) for row in grid),
        saved_at=max((each.saved_at for each in entries), default=None),
        shown_at=shown_at,
        minutes_said=next((each.submission.minutes_said for each in entries), None),
        drafts=sum(each.state in (Entry.State.DRAFT, Entry.State.RETURNED) for each in entries),
        lock=_lock(collection_round, line),
        exceptions=[exception_line(each, today) for each in line.granted if each.until >= today] if line else [],
        withdrawn=[_withdrawn(each) for each in withdrawn],
    )


def _lock(collection_round: CollectionRound, line: ProviderLine | None) -> str:
    """The sentence that says which rule keeps the form shut and who may open it; empty while it is open."""
    window = line.window if line else own_window(collection_round)
    code = window.lock(timezone.now())
    return wording.sentence(locked(code, collection_round, window).refusal) if code else ""


def _withdrawn(entry: Entry) -> WithdrawnLine:
    owed = entry.obligation
    return WithdrawnLine(
        indicator=owed.indicator.name,
        group=owed.breakdown.name,
        period=wording.period(owed.period_start, owed.period_end),
        figure=wording.entry_figure(entry, owed.indicator),
        because=owed.get_withdrawn_because_display(),
    )


def _is_to_fix(row: FormRow) -> bool:
    return bool(row.errors) or row.state.kind == "err"


def _is_unconfirmed(entry: Entry | None) -> bool:
    return entry is not None and entry.typed_by_staff and entry.confirmed_by_id is None
