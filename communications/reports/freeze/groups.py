"""Whom do the gains reach? The groups of one indicator, earlier and latest.

The indicator: an improving one that has groups, else one shown in full, else any; with more groups before fewer. The
dimension is the one with most groups in the latest period that has any.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from communications.reports import wording
from communications.reports.freeze.indicators import unit_of
from communications.reports.freeze.reading import Reading
from measurement import wording as figures
from measurement.models import Breakdown, Indicator
from measurement.rules.verdicts import Code
from measurement.selectors.figures import Seen
from measurement.selectors.judged import Judgement

By = dict[str, Seen]


def groups_block(reading: Reading) -> dict[str, Any] | None:
    """The dot plot of one indicator with its groups; None where no released figure has groups."""
    full = {each.indicator.pk for each, _ in reading.chosen}
    found = [(each, *_latest_groups(reading, each)) for each in reading.scorecard.judgements]
    found = [each for each in found if len(each[2]) > 1]
    if not found:
        return None
    judgement, dimension, latest = min(
        found,
        key=lambda each: (each[0].verdict.code is not Code.IMPROVING, each[0].indicator.pk not in full, -len(each[2])),
    )
    return _block(reading, judgement, dimension, latest)


def _latest_groups(reading: Reading, judgement: Judgement) -> tuple[str, By]:
    """The dimension with most groups in the latest period that has groups, and its figures by breakdown."""
    series = [each for each in reading.groups.get(judgement.indicator.pk, []) if each.breakdown in reading.dimensions]
    if not series:
        return "", {}
    period = max((each.period_end, each.period_start) for each in series)
    by_dimension: dict[str, By] = defaultdict(dict)
    for each in series:
        if (each.period_end, each.period_start) == period:
            by_dimension[reading.dimensions[each.breakdown]][each.breakdown] = each
    return max(by_dimension.items(), key=lambda item: (len(item[1]), item[0]))


def _block(reading: Reading, judgement: Judgement, dimension: str, latest: By) -> dict[str, Any]:
    indicator = judgement.indicator
    series = reading.groups[indicator.pk]
    earlier = _earliest(series, latest, judgement)
    one = next(iter(latest.values()))
    everyone = _everyone(series, one)
    values = [each.value for each in latest.values() if each.value is not None]
    groups = [_group(each, earlier.get(code), indicator) for code, each in latest.items()]
    groups.sort(key=lambda each: -1.0 if each[1] is None else each[1], reverse=True)
    is_share = indicator.kind == Indicator.Kind.SHARE
    return {
        "kind": "groups",
        "code": indicator.code,
        "name": indicator.name,
        "polarity": figures.polarity(indicator),
        "dimension": dimension,
        "verdict": str(judgement.verdict.code),
        "latest_period": figures.period_of(one),
        "earlier_period": _period(earlier),
        "chart": {
            **unit_of(indicator),
            "groups": groups,
            "everyone": everyone
            and [float(everyone.value or 0), _("All %(value)s") % {"value": figures.figure(everyone.value, indicator)}],
            "gap_label": wording.gap(min(values), max(values), indicator) if len(values) > 1 else "",
            "floor": 0.0 if is_share else None,
            "ceiling": 100.0 if is_share else None,
        },
    }  # fmt: skip


def _everyone(series: Sequence[Seen], group: Seen) -> Seen | None:
    """The figure of all in the period of a group, where it is shown."""
    return next(
        (
            each
            for each in series
            if each.breakdown == Breakdown.ALL and each.period_end == group.period_end and each.value is not None
        ),
        None,
    )


def _earliest(series: Sequence[Seen], latest: By, judgement: Judgement) -> By:
    """The same groups in the first period since the last break, where that is another one."""
    since = max(judgement.breaks, default=None)
    earlier = [
        each
        for each in series
        if each.breakdown in latest and each.value is not None and (since is None or each.period_start >= since)
    ]
    if not earlier:
        return {}
    first = min(each.period_end for each in earlier)
    if first == next(iter(latest.values())).period_end:
        return {}
    return {each.breakdown: each for each in earlier if each.period_end == first}


def _group(latest: Seen, earlier: Seen | None, indicator: Indicator) -> list[Any]:
    """Name, latest value, it in words, earlier value, it in words."""
    word = figures.figure(latest.value, indicator) if latest.value is not None else str(figures.HIDDEN)
    return [
        latest.breakdown_name,
        None if latest.value is None else float(latest.value),
        word,
        None if earlier is None or earlier.value is None else float(earlier.value),
        figures.figure(earlier.value, indicator) if earlier else "–",
    ]


def _period(figures_by: By) -> str:
    one = next(iter(figures_by.values()), None)
    return figures.period_of(one) if one else ""
