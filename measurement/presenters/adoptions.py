"""How do baselines and targets of an adopted indicator look in words and in forms?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backbone.tenancy.actors import Actor
from measurement import wording
from measurement.models import Adoption, Target
from measurement.selectors.figures import visible_figures


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in words, with what names it."""

    target: Target
    value: str
    group: str
    group_name: str


def periods_of(adoption: Adoption, *, by: Actor) -> list[tuple[str, str]]:
    """The periods of the whole's series as key and words, the latest first; each may be a baseline."""
    indicator = adoption.indicator
    series = visible_figures(by, adoption.initiative).community([adoption]).get(indicator.pk, [])
    found = {
        f"{each.period_start}/{each.period_end}": f"{wording.period_of(each)}: {wording.figure(each.value, indicator)}"
        for each in series
        if each.value is not None
    }
    # What stands stays to be chosen, whether or not its figure is there.
    if (key := baseline_key(adoption)) and key not in found and adoption.baseline_start and adoption.baseline_end:
        found[key] = wording.period(adoption.baseline_start, adoption.baseline_end)
    return list(found.items())[::-1]


def baseline_key(adoption: Adoption) -> str:
    if adoption.baseline_start is None or adoption.baseline_end is None:
        return ""
    return f"{adoption.baseline_start}/{adoption.baseline_end}"


def baseline_of(key: str) -> tuple[date, date] | None:
    """The period that a form's key names; the form offers only such."""
    start, _slash, end = key.partition("/")
    return (date.fromisoformat(start), date.fromisoformat(end)) if end else None


def target_lines(adoption: Adoption) -> Sequence[TargetLine]:
    """All targets by date, those of the whole first."""
    targets = Target.objects.filter(adoption=adoption).select_related("breakdown").order_by("due_on")
    lines = [
        TargetLine(
            target=each,
            value=wording.figure(each.value, adoption.indicator),
            group=each.breakdown.code if each.breakdown else "",
            group_name=each.breakdown.name if each.breakdown else "",
        )
        for each in targets
    ]
    return sorted(lines, key=lambda line: (line.group != "", line.group_name))
