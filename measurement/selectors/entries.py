"""What is to fix or to check in entered figures, saved or not? The same rules for form, file and system."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from initiatives.models import Initiative
from measurement.models import Adoption, Entry, Indicator, Observation
from measurement.rules import checks, likelihood
from measurement.rules.checks import Finding
from measurement.rules.likelihood import Point
from measurement.selectors.adding_up import not_adding_up

SeriesKey = tuple[int, int, int]


@dataclass(slots=True)
class Checked:
    """What the rules say of one entry; `strangeness` is a multiple of the limit from which on it is asked about."""

    findings: list[Finding]
    strangeness: float = 0.0

    @property
    def has_error(self) -> bool:
        return any(each.is_error for each in self.findings)


def earlier_points(keys: Iterable[SeriesKey]) -> dict[SeriesKey, list[Observation]]:
    """Current figures of each (indicator, subject, breakdown), oldest first; one query."""
    wanted = set(keys)
    found: dict[SeriesKey, list[Observation]] = defaultdict(list)
    for observation in Observation.objects.filter(
        indicator__in={key[0] for key in wanted},
        subject__in={key[1] for key in wanted},
        breakdown__in={key[2] for key in wanted},
        superseded_at=None,
        presence=Observation.Presence.NUMBER,
    ).order_by("period_end"):
        found[(observation.indicator_id, observation.subject_id, observation.breakdown_id)].append(observation)
    return found


def findings_of(
    entries: Sequence[Entry], earlier: dict[SeriesKey, list[Observation]] | None = None
) -> dict[int, list[Finding]]:
    """What is to fix or to check, by the entry's id."""
    return dict(zip([entry.pk for entry in entries], findings_each(entries, earlier), strict=True))


def findings_each(
    entries: Sequence[Entry], earlier: dict[SeriesKey, list[Observation]] | None = None
) -> list[list[Finding]]:
    """What is to fix or to check in each entry, saved or not."""
    return [each.findings for each in checked_each(entries, earlier)]


def checked_each(entries: Sequence[Entry], earlier: dict[SeriesKey, list[Observation]] | None = None) -> list[Checked]:
    """What the rules say of each entry of one initiative; at most two queries where nothing is strange."""
    if not entries:
        return []
    if earlier is None:
        earlier = earlier_points(_key(entry) for entry in entries)
    initiative: Initiative = entries[0].submission.round.initiative
    today = initiative.today()
    checked = [_checked(entry, _before(entry, earlier), today) for entry in entries]
    is_quiet = all(each.strangeness <= 1 for each in checked)
    _warn(entries, checked, earlier, {} if is_quiet else _widened(initiative))
    for place, finding in not_adding_up(entries):
        checked[place].findings.append(finding)
    return checked


def _checked(entry: Entry, points: Sequence[Point], today: date) -> Checked:
    """The errors of one entry and, where there are none, how strange it is."""
    owed = entry.obligation
    if not checks.is_over(owed.period_start, owed.period_end, today):
        return Checked([Finding("period_not_over", "", is_error=True, values={"ends_on": owed.period_end})])
    errors = _errors(entry)
    if errors or entry.value is None:
        return Checked(errors)
    return Checked([], likelihood.strangeness(_point(entry), points, per=owed.indicator.per))


def _warn(
    entries: Sequence[Entry],
    checked: Sequence[Checked],
    earlier: Mapping[SeriesKey, Sequence[Observation]],
    widened: Mapping[int, float],
) -> None:
    for entry, each in zip(entries, checked, strict=True):
        if each.findings or entry.value is None:
            continue
        indicator: Indicator = entry.obligation.indicator
        each.findings.extend(
            likelihood.warnings(
                _point(entry),
                _before(entry, earlier),
                per=indicator.per,
                is_share=indicator.kind == indicator.Kind.SHARE,
                widened=widened.get(indicator.pk, 1.0),
            )
        )


def _key(entry: Entry) -> SeriesKey:
    owed = entry.obligation
    return owed.indicator_id, owed.subject_id, owed.breakdown_id


def _errors(entry: Entry) -> list[Finding]:
    indicator: Indicator = entry.obligation.indicator
    in_parts = indicator.adds_over_partners == indicator.Adds.RATIO_OF_SUMS
    if entry.says_nothing or entry.presence == Entry.Presence.NOT_APPLICABLE:
        return [] if entry.note.strip() else [Finding("reason_missing", "note", is_error=True)]
    if entry.presence == Entry.Presence.SUPPRESSED:
        if entry.original_text:
            return _errors_of_bound(entry, indicator, in_parts=in_parts)
        return [] if entry.note.strip() else [Finding("reason_missing", "note", is_error=True)]
    unread = [
        Finding("not_a_number", name, is_error=True, values={"typed": typed})
        for name, typed in (
            ("numerator" if in_parts else "value", entry.typed_numerator), ("denominator", entry.typed_denominator)
        )
        if typed
    ]  # fmt: skip
    return unread or checks.check(
        entry.numerator,
        entry.denominator,
        entry.value,
        kind=indicator.kind,
        asks_for_parts=in_parts,
        asks_for_weight=indicator.adds_over_partners == indicator.Adds.WEIGHTED_MEAN,
        whole=indicator.whole_fields,
    )


def _errors_of_bound(entry: Entry, indicator: Indicator, *, in_parts: bool) -> list[Finding]:
    is_weighted = indicator.adds_over_partners == indicator.Adds.WEIGHTED_MEAN
    if (in_parts or is_weighted) and not entry.denominator:
        return [Finding("number_missing", "denominator", is_error=True)]
    if indicator.kind == indicator.Kind.SHARE and entry.lower is not None and entry.lower > indicator.per:
        return [Finding("numerator_above_denominator", "numerator" if in_parts else "value", is_error=True)]
    return []


def _point(entry: Entry) -> Point:
    return Point(entry.numerator, entry.denominator, entry.value or Decimal(0))


def _before(entry: Entry, earlier: Mapping[SeriesKey, Sequence[Observation]]) -> list[Point]:
    return [
        Point(point.numerator, point.denominator, point.value)
        for point in earlier.get(_key(entry), [])
        if point.period_end < entry.obligation.period_end and point.value is not None
    ]


def _widened(initiative: Initiative) -> dict[int, float]:
    """How far the rule of unusual values has widened itself, by indicator."""
    adoptions = Adoption.objects.filter(initiative=initiative, warns_above__gt=1)
    return {indicator: float(above) for indicator, above in adoptions.values_list("indicator_id", "warns_above")}
