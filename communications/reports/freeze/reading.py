"""What does a report read before it is frozen? The scorecard and its groups, as released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from communications.reports.rules.choice import Candidate, Chosen, choose
from communications.scorecard.selectors import Scorecard, scorecard
from initiatives.models import BenchmarkArea, Initiative, Subject
from measurement.models import BreakdownCategory, IndicatorVersion
from measurement.selectors.figures import Purpose, Seen, visible_figures
from measurement.selectors.judged import Judgement

PLACE_OF_INDICATOR = "indicator:"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that blocks are made of; `groups` and `benchmarks` hold figures by indicator id.

    `dimensions` says of which dimension each breakdown of one category is.
    """

    tenant: Tenant
    initiative: Initiative
    today: date
    least_coverage: int
    scorecard: Scorecard
    chosen: Sequence[tuple[Judgement, Chosen]]
    groups: Mapping[int, Sequence[Seen]]
    benchmarks: Mapping[int, Sequence[tuple[str, Sequence[Seen]]]]
    versions: Mapping[int, IndicatorVersion]
    dimensions: Mapping[str, str]


def read(by: Actor, tenant: Tenant, initiative: Initiative, *, today: date, places: Sequence[str]) -> Reading:
    """Read what is released; `places` are those at which a story is written already."""
    card = scorecard(by, tenant, initiative, today=today, purpose=Purpose.REPORT)
    by_code = {each.indicator.code: each for each in card.judgements}
    with_story = {place.removeprefix(PLACE_OF_INDICATOR) for place in places if place.startswith(PLACE_OF_INDICATOR)}
    candidates = [Candidate(code, each.verdict, each.standing) for code, each in by_code.items()]
    chosen = [(by_code[each.code], each) for each in choose(candidates, with_story=with_story)]
    figures = visible_figures(by, initiative, purpose=Purpose.REPORT)
    return Reading(
        tenant=tenant,
        initiative=initiative,
        today=today,
        least_coverage=tenant.least_coverage,
        scorecard=card,
        chosen=chosen,
        groups=figures.community([each.adoption for each in card.judgements], breakdown=None),
        benchmarks=_benchmarks(by, initiative, [each.indicator.pk for each, _ in chosen]),
        versions={
            version.indicator_id: version
            for version in IndicatorVersion.objects.filter(
                indicator__in=[each.indicator.pk for each, _ in chosen]
            ).order_by("number")
        },
        dimensions=_dimensions(),
    )


def _benchmarks(
    by: Actor, initiative: Initiative, indicators: Sequence[int]
) -> dict[int, list[tuple[str, list[Seen]]]]:
    """The public figures of the areas to compare with, by indicator."""
    figures = visible_figures(by, initiative, purpose=Purpose.REPORT)
    found: dict[int, list[tuple[str, list[Seen]]]] = {}
    areas = list(BenchmarkArea.objects.filter(initiative=initiative).select_related("area"))
    subjects = {
        each.area_id: each
        for each in Subject.objects.filter(area__in=[each.area_id for each in areas]).select_related("area")
    }
    for benchmark in areas:
        if subject := subjects.get(benchmark.area_id):
            for indicator, series in figures.of_subject(subject, indicators=indicators).items():
                found.setdefault(indicator, []).append((benchmark.area.name, series))
    return found


def _dimensions() -> dict[str, str]:
    """Breakdowns of one category by code, with the name of its dimension."""
    found: dict[str, list[str]] = {}
    rows = BreakdownCategory.objects.values_list("breakdown__code", "category__dimension__name")
    for breakdown, dimension in rows.order_by("category__dimension__name"):
        found.setdefault(breakdown, []).append(dimension)
    return {code: names[0] for code, names in found.items() if len(names) == 1}
