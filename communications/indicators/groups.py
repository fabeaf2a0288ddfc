"""How do the groups of an indicator stand beside each other? The dot plot and the table of each dimension."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from backbone.core.charts import Group, Groups, Svg, dot_plots
from communications.indicators.adding import chance
from communications.indicators.material import Material
from measurement import wording
from measurement.models import Indicator
from measurement.presenters.gaps import distance_sentence, what_became_of_the_gap
from measurement.presenters.saying import Said, say
from measurement.rules.spread import gap
from measurement.selectors.figures import Seen
from measurement.selectors.judged import judge


@dataclass(frozen=True, slots=True)
class GroupChart:
    """The groups of one dimension: the latest period beside an earlier one."""

    name: str
    chart: Svg
    sentence: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    said: Sequence[tuple[str, Said]]


def group_charts(material: Material) -> list[GroupChart]:
    by_dimension: dict[str, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for each in material.groups:
        if each.breakdown in material.dimensions:
            by_dimension[material.dimensions[each.breakdown]][each.breakdown_name].append(each)
    return [_group_chart(name, groups, material) for name, groups in sorted(by_dimension.items())]


def _group_chart(name: str, groups: Mapping[str, Sequence[Seen]], material: Material) -> GroupChart:
    """Each group's figure of the latest period beside its first one since the baseline."""
    indicator = material.indicator
    last = max(series[-1].period_end for series in groups.values())
    start = material.judgement.adoption.baseline_start
    latest = {group: series[-1] for group, series in groups.items() if series[-1].period_end == last}
    first = {
        group: next((each for each in series if start is None or each.period_start >= start), series[0])
        for group, series in groups.items()
    }
    shown = {group: each.value for group, each in latest.items() if each.value is not None}
    since = {
        group: [each for each in series if each.period_end >= first[group].period_end]
        for group, series in groups.items()
    }
    became = what_became_of_the_gap(since, indicator)
    sentence = " ".join(filter(None, [distance_sentence(shown, indicator), became]))
    targets = _targets_of(groups, material)
    by_chance = {group: chance(each, indicator) for group, each in latest.items()}
    title = _("%(indicator)s by %(name)s") % {"indicator": indicator.name, "name": name.lower()}
    return GroupChart(
        name=name,
        chart=dot_plots(_plot(shown, first, latest, indicator), title=title, desc=sentence),
        sentence=sentence,
        heads=[
            name, *(wording.period_of(each) for each in _ends(first, latest)),
            *([_("Chance variation")] if any(by_chance.values()) else []), *([_("Target")] if targets else []),
        ],
        rows=[
            [
                group, _value(first[group], indicator), _value(latest[group], indicator),
                *([by_chance[group] or "–"] if any(by_chance.values()) else []),
                *([targets.get(group, "–")] if targets else []),
            ]
            for group in sorted(latest)
        ],
        said=[(group, _said(groups[group], material)) for group in sorted(latest) if group in shown],
    )  # fmt: skip


def _said(series: Sequence[Seen], material: Material) -> Said:
    """What is said of one group, on its own points and by its own targets."""
    judgement = judge(
        material.judgement.adoption, series, breaks=material.judgement.breaks, targets=material.judgement.targets,
        today=material.today, least_coverage=material.least_coverage, group=series[0].breakdown,
    )  # fmt: skip
    return say(judgement)


def _plot(
    shown: Mapping[str, Decimal], first: Mapping[str, Seen], latest: Mapping[str, Seen], indicator: Indicator
) -> Groups:
    """The groups of the latest period from the highest down, each with where it was at first."""
    distance = gap(shown)
    return Groups(
        groups=tuple(
            Group(group, float(value), wording.figure(value, indicator), _earlier(first[group], latest[group]))
            for group, value in sorted(shown.items(), key=lambda item: -item[1])
        ),
        gap_label=_("Gap %(gap)s") % {"gap": wording.distance(distance.distance, indicator)} if distance else "",
        number=lambda value: wording.axis(value, indicator),
        floor=0,
        ceiling=100 if indicator.kind == Indicator.Kind.SHARE else None,
    )


def _targets_of(groups: Mapping[str, Sequence[Seen]], material: Material) -> dict[str, str]:
    """The targets of these groups in words, the next ones first."""
    by_code = {series[0].breakdown: group for group, series in groups.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for target in material.judgement.targets:
        if target.breakdown is not None and target.breakdown.code in by_code:
            value = wording.figure(target.value, material.indicator)
            found[by_code[target.breakdown.code]].append(
                _("%(value)s by %(year)d") % {"value": value, "year": target.due_on.year}
            )
    return {group: ", ".join(words) for group, words in found.items()}


def _ends(first: Mapping[str, Seen], latest: Mapping[str, Seen]) -> list[Seen]:
    """The earliest first and the latest last: the heads of the table of groups."""
    return [min(first.values(), key=lambda each: each.period_end), next(iter(latest.values()))]


def _earlier(first: Seen, latest: Seen) -> float | None:
    return float(first.value) if first.value is not None and first.period_end < latest.period_end else None


def _value(figure: Seen, indicator: Indicator) -> str:
    return wording.seen(figure, indicator)
