"""What does one row of a partner's form say?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
from measurement.models import CollectionRound, Entry, Indicator, IndicatorVersion, Obligation
from measurement.presenters.states import PROVIDER, Chip
from measurement.rules.periods import Period
from measurement.selectors.forms import GridRow, definitions_of, grid_rows
from measurement.selectors.periods import PeriodKey, period_names
from measurement.services.drafts import asks_for_parts, asks_for_weight


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
    asks_for_weight: bool
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


STATES: dict[str, Chip] = {
    Entry.State.DRAFT: Chip("doing", _lazy("Saved, not sent yet")),
    Entry.State.SUBMITTED: PROVIDER["sent"],
    Entry.State.RETURNED: Chip("err", _lazy("Returned with a note")),
    Entry.State.ACCEPTED: PROVIDER["accepted"],
}


def form_row(collection_round: CollectionRound, provider: Organization, uid: UUID, *, reader: Actor) -> FormRow | None:
    """One row of the form, for the panel beside it."""
    for row in grid_rows(collection_round, provider, only=uid):
        indicator = row.obligation.indicator
        return present_row(row, definitions_of([indicator.pk]).get(indicator.pk), reader, period_names([indicator]))
    return None


def present_row(
    row: GridRow, definition: IndicatorVersion | None, reader: Actor, names: Mapping[PeriodKey, str]
) -> FormRow:
    owed, shown, previous = row.obligation, row.shown, row.previous
    is_begun = shown is not None and not shown.is_blank
    indicator = owed.indicator
    return FormRow(
        uid=owed.uid,
        indicator=indicator.name,
        unit=indicator.unit,
        polarity=wording.polarity(indicator),
        group=owed.breakdown.name,
        period=_period(owed, names),
        asks_for_parts=asks_for_parts(indicator.adds_over_partners),
        asks_for_weight=asks_for_weight(indicator.adds_over_partners),
        previous=wording.figure(previous.value, indicator) if previous else "–",
        previous_period=wording.period(previous.period_start, previous.period_end) if previous else "",
        numerator=_typed(shown, "numerator"),
        denominator=_typed(shown, "denominator"),
        value=_typed(shown, "value"),
        result=_result(shown, indicator),
        note=shown.note if shown else "",
        kept_because=shown.kept_because if shown else "",
        review_note=row.entry.review_note if row.entry else "",
        is_nothing=_is_nothing(shown),
        version=row.entry.version if row.entry else 0,
        errors=[(each.field, wording.finding(each, indicator)) for each in row.errors] if is_begun else [],
        warning=_warning(row, indicator),
        state=STATES[shown.state] if shown and is_begun else PROVIDER["not_started"],
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


def _period(owed: Obligation, names: Mapping[PeriodKey, str]) -> str:
    named = names.get((owed.indicator_id, owed.period_start, owed.period_end))
    return named or wording.period(owed.period_start, owed.period_end)


def _is_nothing(entry: Entry | None) -> bool:
    return entry is not None and (entry.says_nothing or entry.presence == Entry.Presence.NOT_APPLICABLE)


def _warning(row: GridRow, indicator: Indicator) -> str:
    return " ".join(f"{wording.finding(each, indicator)} {_('If it is right, say why.')}" for each in row.warnings)


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


def _entered_for_you(entry: Entry | None) -> list[str]:
    """Where a figure comes from that the partner did not type itself, and why one person did both; it stays."""
    if entry is None or not entry.typed_by_staff:
        return []
    said = [_("Entered by the backbone team, from: %(source)s") % {"source": entry.typed_from}]
    if entry.accepted_own_because:
        said.append(_("Accepted by the same person, because: %(reason)s") % {"reason": entry.accepted_own_because})
    return said
