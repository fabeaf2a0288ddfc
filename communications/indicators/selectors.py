"""What is there to say of one indicator? Everything its page shows, as one reader may see it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from backbone.core.reading import first_or_404
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from communications.indicators.events import events_on
from communications.indicators.material import Material, OfDimension
from communications.indicators.presenters import IndicatorPage, present
from communications.scorecard.selectors import judge_adoptions
from initiatives.models import Initiative, Subject
from measurement.models import Adoption, Breakdown, BreakdownCategory, Category, IndicatorVersion
from measurement.rules.adding_up import Division
from measurement.selectors.adding_up import divisions_now
from measurement.selectors.figures import Seen, VisibleFigures, visible_figures
from measurement.selectors.judged import adoptions_with_breaks, has_process_chart, with_targets
from measurement.selectors.said import curve_texts


def indicator_page(
    by: Actor, tenant: Tenant, initiative: Initiative, code: str, *, today: date, as_of: date | None = None
) -> IndicatorPage:
    """Read one adopted indicator and put it into words; Http404 where the initiative has not adopted it.

    As of a past day: with the figures, definitions and limits that stood at its end.
    """
    figures = visible_figures(by, initiative, as_of=as_of)
    by_then = {"made_at__lt": figures.moment} if figures.moment else {}
    adoption = _adoption(figures, code, as_of, by_then)
    groups = figures.community([adoption], breakdown=None).get(adoption.indicator_id, [])
    of_dimension = _dimensions(groups)
    benchmarks, published = _beside(figures, initiative, adoption)
    whole = {adoption.indicator_id: [each for each in groups if each.breakdown == Breakdown.ALL]}
    return present(
        Material(
            initiative=initiative,
            judgement=judge_adoptions(by, tenant, initiative, [adoption], today=today, series=whole, as_of=as_of)[0],
            groups=[each for each in groups if each.breakdown != Breakdown.ALL],
            of_dimension=of_dimension,
            divisions=_divisions(groups, of_dimension),
            standards=_standards(of_dimension),
            benchmarks=benchmarks,
            published=published,
            contributors=list(adoption.contributors.all()),
            versions=list(adoption.indicator.versions.all()),
            rebasings=list(adoption.rebasings.filter(**by_then)) if has_process_chart(adoption.indicator) else [],
            texts=list(adoption.curve_texts.all()),
            events=events_on(adoption, initiative, as_of or today, figures.moment),
            least_coverage=tenant.least_coverage,
            today=as_of or today,
        )
    )


def _adoption(figures: VisibleFigures, code: str, as_of: date | None, by_then: Mapping[str, Any]) -> Adoption:
    """The adoption with all that is said of it, and of its indicator, on the page; one query."""
    adoptions = adoptions_with_breaks(figures.initiative, as_of=as_of).filter(indicator__code=code)
    return first_or_404(
        with_targets(
            adoptions.select_related("indicator__replaced_by", "contributes_to__indicator"),
            contributors=Adoption.objects.filter(ended_on=None).select_related("indicator"),
            curve_texts=curve_texts(figures.moment),
            indicator__versions=IndicatorVersion.objects.filter(**by_then).order_by("-number"),
        )
    )


def _dimensions(groups: list[Seen]) -> dict[str, OfDimension]:
    """Dimension and category of each breakdown that is made of one dimension only."""
    codes = {each.breakdown for each in groups}
    found: dict[str, list[OfDimension]] = {}
    parts = BreakdownCategory.objects.filter(breakdown__code__in=codes)
    of = (
        "category__dimension__code", "category__dimension__name", "category__code", "category__dimension__partitions",
        "category__standard",
    )  # fmt: skip
    for code, *names in parts.values_list("breakdown__code", *of):
        found.setdefault(code, []).append(OfDimension(*names))
    return {code: made_of[0] for code, made_of in found.items() if len(made_of) == 1}


def _standards(of_dimension: dict[str, OfDimension]) -> dict[str, dict[str, Decimal]]:
    """The standard population by dimension and category, where one was entered; no query where there is none."""
    dimensions = {each.dimension for each in of_dimension.values() if each.standard is not None}
    found: dict[str, dict[str, Decimal]] = {code: {} for code in dimensions}
    if dimensions:
        wanted = Category.objects.filter(dimension__code__in=dimensions, standard__isnull=False)
        for dimension, category, standard in wanted.values_list("dimension__code", "code", "standard"):
            found[dimension][category] = standard or Decimal(0)
    return found


def _divisions(groups: list[Seen], of_dimension: dict[str, OfDimension]) -> dict[str, Division]:
    """The dimensions of groups that have no whole in some period; no query where each has one."""
    whole = {(each.period_start, each.period_end) for each in groups if each.breakdown == Breakdown.ALL}
    codes = {
        of_dimension[each.breakdown].dimension
        for each in groups
        if each.breakdown in of_dimension and (each.period_start, each.period_end) not in whole
    }
    return divisions_now(codes) if codes else {}


def _beside(
    figures: VisibleFigures, initiative: Initiative, adoption: Adoption
) -> tuple[dict[str, list[Seen]], list[Seen]]:
    """The whole's series of each benchmark area by its name, and the area's own published one; two queries.

    The area's own stands beside the figures of a composed indicator, as a check.
    """
    benchmarks = initiative.benchmark_areas
    areas = Subject.objects.filter(Q(area__in=benchmarks.values("area")) | Q(area=initiative.area_id))
    position = Subquery(benchmarks.filter(area=OuterRef("area")).values("position")[:1])
    rows = list(areas.annotate(at=position).order_by("at").values_list("pk", "area", "area__name", "at"))
    series: dict[int, list[Seen]] = {pk: [] for pk, *_ in rows}
    for each in figures.of_subjects(list(series), adoption.indicator_id):
        if each.subject_id is not None:
            series[each.subject_id].append(each)
    others = {name: series[pk] for pk, _, name, at in rows if at is not None and series[pk]}
    own = next((series[pk] for pk, area, *_ in rows if area == initiative.area_id), [])
    return others, own if adoption.is_composed else []
