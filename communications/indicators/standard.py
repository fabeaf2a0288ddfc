"""What would the rate be with the ages, or other groups, of a standard population?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from backbone.core.exceptions import Refusal
from communications.indicators.adding import figure_of
from communications.indicators.material import Material
from measurement import wording
from measurement.models import Indicator
from measurement.rules.rates import Standardised
from measurement.rules.standardising import may_be_standardised, standardised
from measurement.rules.totals import Total, add_up
from measurement.rules.ways import Way


@dataclass(frozen=True, slots=True)
class StandardRow:
    """The latest rate of the groups of one dimension, as it is and as it would be; or why it is not said."""

    name: str
    period: str
    crude: str
    value: str
    interval: str
    refused: str


def standard_rows(material: Material) -> Sequence[StandardRow]:
    """The rate standardised by each dimension with a standard population, of the latest period that has groups."""
    if not may_be_standardised(material.indicator.measure):
        return []
    return [_row(code, material) for code in sorted(material.standards)]


def _row(dimension: str, material: Material) -> StandardRow:
    indicator = material.indicator
    of = {code: each for code, each in material.of_dimension.items() if each.dimension == dimension}
    figures = [each for each in material.groups if each.breakdown in of]
    latest = max(figures, key=lambda each: (each.period_end, each.period_start))
    groups = {
        of[each.breakdown].category: figure_of(each, material.least_coverage)
        for each in figures
        if (each.period_start, each.period_end) == (latest.period_start, latest.period_end)
    }
    standard = material.standards[dimension]
    about = of[latest.breakdown]
    made = standardised(groups, standard, partitions=about.partitions, dimension=about.name, per=indicator.per)
    crude = add_up(list(groups.values()), Way.RATIO_OF_SUMS, kind=indicator.kind, per=indicator.per)
    return StandardRow(
        name=about.name,
        period=wording.period_of(latest),
        crude=wording.figure(crude.value, indicator) if isinstance(crude, Total) else "–",
        value=wording.figure(made.value, indicator) if isinstance(made, Standardised) else "–",
        interval=_interval(made, indicator),
        refused=wording.sentence(made) if isinstance(made, Refusal) else "",
    )


def _interval(made: Standardised | Refusal, indicator: Indicator) -> str:
    if isinstance(made, Refusal) or made.interval is None:
        return ""
    values = {
        "low": wording.figure(made.interval.lower, indicator), "high": wording.figure(made.interval.upper, indicator)
    }  # fmt: skip
    return _("%(low)s to %(high)s") % values
