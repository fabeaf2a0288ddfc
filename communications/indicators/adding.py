"""What do the figures of a series add up to: by year, and from its groups where nobody has sent the whole?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from backbone.core.exceptions import Refusal
from communications.indicators.material import Material
from measurement import wording
from measurement.models import Indicator
from measurement.rules.periods import Period
from measurement.rules.rates import chance_variation
from measurement.rules.totals import Figure, Total
from measurement.rules.wholes import WITHIN_A_YEAR, by_year, whole_of_groups
from measurement.selectors.figures import Seen
from measurement.selectors.judged import RULES_FREQUENCY, is_provisional


@dataclass(frozen=True, slots=True)
class Added:
    """One row: the period, what is added up in it, of what, and whether that is all of it."""

    period: str
    value: str
    made_of: str
    status: str


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a series, the latest first; or the reason why they make none."""

    rows: Sequence[Added]
    refused: str
    enrolments: str


def years(material: Material) -> Years | None:
    """Each year added up from what the reader sees of its months, quarters or half-years; None for other series."""
    indicator, figures = material.indicator, material.judgement.figures
    frequency = RULES_FREQUENCY[indicator.frequency]
    if frequency not in WITHIN_A_YEAR or not figures:
        return None
    found = by_year(
        {Period(each.period_start, each.period_end): figure_of(each, material.least_coverage) for each in figures},
        indicator.measure,
        frequency=frequency,
        year_starts_in=indicator.year_starts_in,
        breaks=material.judgement.breaks,
    )
    if isinstance(found, Refusal):
        return Years([], wording.sentence(found), "")
    if refused := _one_reason([each.made for each in found]):
        return Years([], wording.sentence(refused), "")
    rows = [_row(wording.period(each.period.start, each.period.end), each.made, material) for each in reversed(found)]
    return Years(rows, "", wording.enrolments(indicator, is_total=indicator.measure.kind == Indicator.Kind.COUNT))


def from_groups(material: Material) -> list[Added]:
    """What the groups of each period without a whole add up to, the latest first, or why they do not."""
    whole = {(each.period_start, each.period_end) for each in material.judgement.figures}
    groups: dict[Period, list[Seen]] = defaultdict(list)
    for each in material.groups:
        if (each.period_start, each.period_end) not in whole:
            groups[Period(each.period_start, each.period_end)].append(each)
    return [_whole(period, seen, material) for period, seen in sorted(groups.items(), reverse=True)]


def chance(figure: Seen, indicator: Indicator) -> str:
    """Between what chance alone might have moved a figure, 95 in 100; empty where its source says so, or nobody can."""
    if figure.value is None or figure.lower is not None or figure.upper is not None:
        return ""
    found = chance_variation(
        indicator.kind, indicator.counting_unit, numerator=figure.numerator, denominator=figure.denominator,
        value=figure.value, per=indicator.per,
    )  # fmt: skip
    if found is None or found.lower is None:
        return ""
    values = {"low": wording.figure(found.lower, indicator), "high": wording.figure(found.upper, indicator)}
    return _("%(low)s to %(high)s") % values


def _one_reason(made: Sequence[Total | Refusal]) -> Refusal | None:
    """The reason why nothing is made of any of them, where there is one for all."""
    refused = [each for each in made if isinstance(each, Refusal)]
    is_one = len(refused) == len(made) and len({each.code for each in refused}) == 1
    return refused[0] if is_one else None


def _whole(period: Period, seen: Sequence[Seen], material: Material) -> Added:
    """The first dimension whose groups make the whole; else why the first one does not."""
    by_dimension: dict[str, dict[str, Figure]] = defaultdict(dict)
    for each in seen:
        if of := material.of_dimension.get(each.breakdown):
            by_dimension[of.dimension][of.category] = figure_of(each, material.least_coverage)
    tried = {
        code: whole_of_groups(groups, material.divisions[code], material.indicator.measure)
        for code, groups in sorted(by_dimension.items())
        if code in material.divisions
    }
    name = wording.period(period.start, period.end)
    for code, made in tried.items():
        if isinstance(made, Total):
            return _row(name, made, material, over=material.divisions[code].name)
    refused = next(iter(tried.values()), None)
    return Added(name, "–", "", wording.sentence(refused) if isinstance(refused, Refusal) else "")


def _row(period: str, made: Total | Refusal, material: Material, *, over: str = "") -> Added:
    if isinstance(made, Refusal):
        return Added(period, "–", "", wording.sentence(made))
    indicator = material.indicator
    value = wording.figure(made.value, indicator)
    if made.value is None:
        value = wording.between(made.lower, made.upper, indicator)
    sent = made.contributors + made.hidden
    count = _("%(sent)d of %(expected)d") % {"sent": sent, "expected": made.expected}
    is_whole = made.coverage * 100 >= material.least_coverage and not made.is_provisional
    status = "" if is_whole else _("Provisional")
    if made.hidden:
        status = ", ".join(filter(None, [_("A part is hidden"), status.lower()]))
    return Added(period, value, _("the groups of “%(name)s”") % {"name": over} if over else count, status)


def figure_of(seen: Seen, least_coverage: int) -> Figure:
    """What is seen, as the rule adds it up: a cell may be hidden from the reader, or hold bounds only."""
    has_bounds_only = seen.value is None and (seen.lower is not None or seen.upper is not None)
    return Figure(
        presence="suppressed" if seen.is_hidden or has_bounds_only else seen.presence,
        numerator=seen.numerator,
        denominator=seen.denominator,
        value=seen.value,
        lower=seen.lower if seen.value is None else None,
        upper=seen.upper if seen.value is None else None,
        coverage=Decimal(1) if seen.coverage is None else seen.coverage,
        is_provisional=is_provisional(seen, least_coverage),
    )
