"""What stands in a form, what was sent before, and what is to fix or to check?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from measurement.models import Entry, Observation
from measurement.rules import checks
from measurement.rules.checks import Finding, Point

SeriesKey = tuple[int, int, int]


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
    """What is to fix or to check, by the entry's id; the same rules for form, file and system."""
    return dict(zip([entry.pk for entry in entries], findings_each(entries, earlier), strict=True))


def findings_each(
    entries: Sequence[Entry], earlier: dict[SeriesKey, list[Observation]] | None = None
) -> list[list[Finding]]:
    """What is to fix or to check in each entry, saved or not."""
    if earlier is None:
        earlier = earlier_points(_key(entry) for entry in entries)
    return [_findings(entry, earlier.get(_key(entry), [])) for entry in entries]


def _key(entry: Entry) -> SeriesKey:
    owed = entry.obligation
    return owed.indicator_id, owed.subject_id, owed.breakdown_id


def _findings(entry: Entry, earlier: list[Observation]) -> list[Finding]:
    indicator = entry.obligation.indicator
    if entry.presence != Entry.Presence.NUMBER:
        return [] if entry.note.strip() else [Finding("reason_missing", "note", is_error=True)]
    unread = [
        Finding("not_a_number", name, is_error=True, values={"typed": typed})
        for name, typed in (("numerator", entry.typed_numerator), ("denominator", entry.typed_denominator))
        if typed
    ]
    if unread:
        return unread
    parts = indicator.adds_over_partners == indicator.Adds.RATIO_OF_SUMS
    found = checks.check(entry.numerator, entry.denominator, entry.value, kind=indicator.kind, asks_for_parts=parts)
    if found or entry.value is None:
        return found
    before = [
        Point(point.numerator, point.denominator, point.value)
        for point in earlier
        if point.period_end < entry.obligation.period_end and point.value is not None
    ]
    warning = checks.unusual(Point(entry.numerator, entry.denominator, entry.value), before, per=indicator.per)
    return [warning] if warning else []
