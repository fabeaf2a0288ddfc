"""What does a partner's form say, row by row?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from backbone.core.charts import Plotted, Svg, sparkline
from backbone.tenancy.actors import Actor
from initiatives.models import Organization
from measurement import wording
from measurement.models import CollectionRound, Entry, Indicator, IndicatorVersion
from measurement.presenters.asking import ExceptionLine, exception_line
from measurement.presenters.states import PROVIDER, Chip, line_due
from measurement.rules.periods import Period
from measurement.selectors.cells import ProviderLine
from measurement.selectors.exceptions import own_window
from measurement.selectors.forms import GridRow, definitions_of, grid_rows, withdrawn_entries
from measurement.selectors.periods import PeriodKey, period_names
from measurement.selectors.rounds import line_of
from measurement.services.entries import asks_for_parts
from measurement.services.locks import locked


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form; texts are as typed where they are no numbers yet."""

    uid: UUID
    indicator: str
    unit: str
    polarity: str
    group: str
    period: str
    asks_for_parts: bool
    previous: str
    previous_period: str
    numerator: str
    denominator: str
    value: str
    result: str
    note: str
    kept_because: str
    review_note: str
    is_nothing: bool
    version: int
    errors: Sequence[tuple[str, str]]
    warning: str
    state: Chip
    is_locked: bool
    is_correction: bool
    definition: IndicatorVersion | None
    history: Svg | None
    decided: str
    entered_for_you: Sequence[str]
    usual: str
    saved_by: str
    evidence: int
    # Rows of one whole are checked together: a figure in one changes what is said of the others.
    whole: tuple[object, ...]
    refused: str = ""
    mine: Mapping[str, str] = field(default_factory=dict)

    @property
    def error_fields(self) -> set[str]:
        return {field for field, _sentence in self.errors}

    @property
    def needs_reason(self) -> bool:
        return bool(self.warning) and not self.kept_because

    @property
    def is_done(self) -> bool:
        return self.state.kind in ("doing", "sent", "ok") and not self.errors and not self.needs_reason

    @property
    def has_details(self) -> bool:
        """Whether the row's notes stand open: something in them, or something to say."""
        return bool(self.errors or self.warning or self.note or self.review_note or self.is_nothing)


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
        return sum(bool(row.errors) or row.state.kind == "err" for row in self.rows)

    @property
    def to_check(self) -> int:
        return sum(row.needs_reason for row in self.rows)

    @property
    def not_started(self) -> int:
        return sum(row.state.kind == "none" for row in self.rows)

    @property
    def is_open(self) -> bool:
        """Whether something can be typed: the round is open, and so is a row."""
        return self.may_enter and not self.lock and any(not row.is_locked for row in self.rows)


STATES: dict[str, Chip] = {
    Entry.State.DRAFT: Chip("doing", _lazy("Saved, not sent yet")),
    Entry.State.SUBMITTED: PROVIDER["sent"],
    Entry.State.RETURNED: Chip("err", _lazy("Returned with a note")),
    Entry.State.ACCEPTED: PROVIDER["accepted"],
}


def form_page(collection_round: CollectionRound, provider: Organization, *, reader: Actor, may_enter: bool) -> FormPage:
    """The whole form of a provider in a round, as this reader meets it."""
    shown_at = timezone.now()
    by_staff = provider.pk not in reader.organization_ids
    grid = grid_rows(collection_round, provider)
    definitions = definitions_of([row.obligation.indicator_id for row in grid])
    names = period_names(row.obligation.indicator for row in grid)
    line = line_of(collection_round, provider)
    today = collection_round.initiative.today()
    entries = [row.entry for row in grid if row.entry]
    return FormPage(
        round=collection_round,
        organization=provider,
        due=line_due(line, today) if line else "",
        state=PROVIDER[line.state if line else "excused"],
        rows=[_row(row, definitions.get(row.obligation.indicator_id), reader, names) for row in grid],
        may_enter=may_enter,
        by_staff=by_staff,
        to_confirm=0 if by_staff else sum(_is_unconfirmed(row.shown) for row in grid),
        saved_at=max((each.saved_at for each in entries), default=None),
        shown_at=shown_at,
        minutes_said=next((each.submission.minutes_said for each in entries), None),
        drafts=sum(each.state in (Entry.State.DRAFT, Entry.State.RETURNED) for each in entries),
        lock=_lock(collection_round, line),
        exceptions=[exception_line(each, today) for each in line.granted if each.until >= today] if line else [],
        withdrawn=[_withdrawn(each) for each in withdrawn_entries(collection_round, provider)],
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


def _row(row: GridRow, definition: IndicatorVersion | None, reader: Actor, names: Mapping[PeriodKey, str]) -> FormRow:
    owed, shown = row.obligation, row.shown
    indicator = owed.indicator
    previous = row.previous
    return FormRow(
        uid=owed.uid,
        indicator=indicator.name,
        unit=indicator.unit,
        polarity=wording.polarity(indicator),
        group=owed.breakdown.name,
        period=names.get((indicator.pk, owed.period_start, owed.period_end))
        or wording.period(owed.period_start, owed.period_end),
        asks_for_parts=asks_for_parts(indicator.adds_over_partners),
        previous=wording.figure(previous.value, indicator) if previous else "–",
        previous_period=wording.period(previous.period_start, previous.period_end) if previous else "",
        numerator=_typed(shown, "numerator"),
        denominator=_typed(shown, "denominator"),
        value=_typed(shown, "value"),
        result=_result(shown, indicator),
        note=shown.note if shown else "",
        kept_because=shown.kept_because if shown else "",
        review_note=row.entry.review_note if row.entry else "",
        is_nothing=bool(shown and (shown.says_nothing or shown.presence == Entry.Presence.NOT_APPLICABLE)),
        version=row.entry.version if row.entry else 0,
        errors=[(each.field, wording.finding(each, indicator)) for each in row.errors],
        warning=" ".join(
            f"{wording.finding(each, indicator)} {_('If it is right, say why.')}" for each in row.warnings
        ),
        state=STATES[shown.state] if shown else PROVIDER["not_started"],
        is_locked=row.is_locked,
        is_correction=bool(row.entry and row.accepted),
        definition=definition,
        history=_history(row),
        decided=_decided(shown),
        entered_for_you=_entered_for_you(shown),
        usual=wording.usual_range([each.value for each in row.earlier], indicator),
        saved_by=_saved_by(row.entry, reader),
        evidence=row.pieces_of_evidence,
        whole=(owed.indicator_id, owed.subject_id, owed.period_start, owed.period_end),
    )


def _typed(entry: Entry | None, name: str) -> str:
    """What stands in a field: the number, the words that say a bound, or what is no number yet."""
    if entry is None or (entry.says_nothing and name == "value"):
        return ""
    if name != "denominator" and entry.original_text:
        return entry.original_text
    typed = entry.typed_denominator if name == "denominator" else entry.typed_numerator
    return _plain(getattr(entry, name)) or typed


def _result(entry: Entry | None, indicator: Indicator) -> str:
    if entry is None:
        return ""
    if entry.value is not None:
        return wording.figure(entry.value, indicator)
    return wording.bounds(entry.lower, entry.upper, indicator) if entry.original_text else ""


def _saved_by(entry: Entry | None, reader: Actor) -> str:
    """Who saved a figure last, where it was somebody else."""
    if entry is None or entry.typed_by is None or entry.typed_by_id == reader.user_id:
        return ""
    return _("Saved by %(name)s, %(moment)s") % {
        "name": entry.typed_by,
        "moment": date_format(timezone.localtime(entry.saved_at), "j M H:i"),
    }


def _plain(value: Decimal | None) -> str:
    """A number as one would type it: no trailing zeros, no thousands."""
    return "" if value is None else f"{value.normalize():f}"


def _history(row: GridRow) -> Svg | None:
    points = [
        Plotted(Period(each.period_start, each.period_end).at, float(each.value))
        for each in row.earlier
        if each.value is not None
    ]
    return sparkline(points) if len(points) > 1 else None


def _decided(entry: Entry | None) -> str:
    if entry is None or entry.reviewed_at is None or entry.state != Entry.State.ACCEPTED:
        return ""
    return _("Accepted on %(day)s") % {"day": date_format(entry.reviewed_at, "j F")}


def _is_unconfirmed(entry: Entry | None) -> bool:
    return entry is not None and entry.typed_by_staff and entry.confirmed_by_id is None


def _entered_for_you(entry: Entry | None) -> list[str]:
    """Where a figure comes from that the partner did not type itself, and why one person did both; it stays."""
    if entry is None or not entry.typed_by_staff:
        return []
    said = [_("Entered by the backbone team, from: %(source)s") % {"source": entry.typed_from}]
    if entry.accepted_own_because:
        said.append(_("Accepted by the same person, because: %(reason)s") % {"reason": entry.accepted_own_because})
    return said
