"""How far are groups apart, and what became of the gap between them?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement import wording
from measurement.models import Indicator
from measurement.rules.gaps import Share, gap_over_time
from measurement.rules.series import Polarity
from measurement.rules.spread import gap
from measurement.selectors.figures import Seen

Unit = Indicator.CountingUnit
PEOPLE_AND_EVENTS = {Unit.PEOPLE, Unit.VISITS, Unit.EVENTS}


def gap_sentences(figures: Sequence[Seen], dimensions: Mapping[str, str], indicator: Indicator) -> list[str]:
    """Of each dimension in which groups have figures: how far apart they are, and what became of the gap."""
    by_dimension: dict[str, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for each in figures:
        if each.breakdown in dimensions and each.value is not None:
            by_dimension[dimensions[each.breakdown]][each.breakdown_name].append(each)
    return [
        f"{name}: {_of_dimension(groups, indicator)}"
        for name, groups in sorted(by_dimension.items())
        if len(groups) > 1
    ]


def _of_dimension(groups: Mapping[str, Sequence[Seen]], indicator: Indicator) -> str:
    last = max(series[-1].period_end for series in groups.values())
    shown = {
        name: series[-1].value
        for name, series in groups.items()
        if series[-1].period_end == last and series[-1].value is not None
    }
    return " ".join(filter(None, [distance_sentence(shown, indicator), what_became_of_the_gap(groups, indicator)]))


def distance_sentence(shown: Mapping[str, Decimal], indicator: Indicator) -> str:
    """Which group is highest, which lowest, and how far apart they are."""
    distance = gap(shown)
    if distance is None:
        return ngettext("%d group has a figure.", "%d groups have a figure.", len(shown)) % len(shown)
    words = {
        "highest": distance.highest, "lowest": distance.lowest, "gap": wording.distance(distance.distance, indicator),
    }  # fmt: skip
    return _("%(highest)s is highest and %(lowest)s lowest, %(gap)s apart.") % words


def what_became_of_the_gap(groups: Mapping[str, Sequence[Seen]], indicator: Indicator) -> str:
    """A sentence on the two groups that were furthest apart at first, at the latest period of both; "" where unknown.

    Only shares of people and events say whether chance alone could have done it: money and hours know no chance.
    """
    if indicator.kind != Indicator.Kind.SHARE or indicator.counting_unit not in PEOPLE_AND_EVENTS:
        return ""
    ends = {
        name: (first, last)
        for name, series in groups.items()
        if (first := _as_share(series[0])) and (last := _as_share(series[-1])) and len(series) > 1
    }
    periods = {(series[0].period_end, series[-1].period_end) for name, series in groups.items() if name in ends}
    if len(ends) < 2 or len(periods) != 1:
        return ""
    low = min(ends, key=lambda name: ends[name][0].value)
    high = max(ends, key=lambda name: ends[name][0].value)
    then, now = (ends[low][0], ends[high][0]), (ends[low][1], ends[high][1])
    found = gap_over_time(then, now, Polarity(indicator.polarity))
    since = wording.period_of(groups[low][0])
    return str(wording.GAPS[found.code]) % {"low": low, "high": high, "since": since}


def _as_share(figure: Seen) -> Share | None:
    if figure.numerator is None or not figure.denominator or figure.numerator > figure.denominator:
        return None
    return Share(figure.numerator, figure.denominator)
