"""What is behind one figure, and what rests on it, as one reader may see it?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from communications.reports.models import ProgressReport
from initiatives.models import Initiative, Subject
from measurement.models import Adoption, EntryChange, Evidence, Observation, ReleasedCell, Total
from measurement.selectors import origin
from measurement.selectors.figures import VisibleFigures, visible_figures
from measurement.selectors.origin import Place


@dataclass(frozen=True, slots=True)
class Question:
    """Which figure is asked about, in the words of the address; `of` is a partner's code, empty for the community."""

    code: str
    of: str
    start: date | None
    end: date | None
    group: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the reader may know of one figure."""

    place: Place
    sees_behind: bool
    observations: list[Observation]
    released: list[ReleasedCell]
    total: Total | None
    parts: list[tuple[Subject, Observation | None]]
    changes: list[EntryChange]
    evidence: list[Evidence]
    totals: list[Adoption]
    reports: list[ProgressReport]
    moment: datetime | None


def explain(by: Actor, initiative: Initiative, question: Question) -> Explanation:
    """Read one figure with its history; Http404 where there is none that the reader may see."""
    figures = visible_figures(by, initiative)
    adoptions = Adoption.objects.filter(initiative=initiative).select_related("indicator", "initiative")
    adoption = get_object_or_404(adoptions, indicator__code=question.code)
    subject = _subject(initiative, adoption, question.of)
    start, end = question.start, question.end
    if start is None or end is None:
        start, end = _latest(figures, adoption, subject)
    place = Place(adoption, subject, start, end, question.group)
    observations = origin.observations_at(figures, place)
    released = origin.released_at(figures, place)
    total = origin.total_at(figures, place)
    if not (observations or released or total):
        raise Http404
    entries = [each.entry for each in observations if each.entry]
    return Explanation(
        place=place,
        sees_behind=origin.may_see_behind(figures, place),
        observations=observations,
        released=released,
        total=total,
        parts=origin.parts_at(figures, place),
        changes=list(origin.changes_of(entries)) if entries else [],
        evidence=origin.evidence_of(entries) if entries else [],
        totals=_totals(by, place),
        reports=_reports(by, figures, adoption, released, place),
        moment=initiative.end_of(question.on) if question.on else None,
    )


def _subject(initiative: Initiative, adoption: Adoption, of: str) -> Subject | None:
    """A partner by its code; without one the community: its area, or None for the total over parts."""
    subjects = Subject.objects.select_related("organization", "area")
    if of:
        return get_object_or_404(subjects, organization__code=of, organization__participations__initiative=initiative)
    return None if adoption.is_composed else get_object_or_404(subjects, area=initiative.area_id)


def _latest(figures: VisibleFigures, adoption: Adoption, subject: Subject | None) -> tuple[date, date]:
    """The period of the newest figure that the reader sees."""
    pk = adoption.indicator_id
    if subject is None or subject.area_id:
        series = figures.community([adoption]).get(pk, [])
    else:
        series = figures.of_subject(subject, indicators=[pk]).get(pk, [])
    if not series:
        raise Http404
    return series[-1].period_start, series[-1].period_end


def _totals(by: Actor, place: Place) -> list[Adoption]:
    mine = by.initiative_ids
    return [each for each in origin.totals_using(place) if mine is None or each.initiative_id in mine]


def _reports(
    by: Actor, figures: VisibleFigures, adoption: Adoption, released: list[ReleasedCell], place: Place
) -> list[ProgressReport]:
    """Issued reports whose frozen numbers speak of the indicator since the community's figure was first released."""
    if not may(by, Capability.READ_REPORT, on=figures.initiative):
        return []
    is_community = place.subject is None or place.subject.area_id == figures.initiative.area_id
    cells = released if is_community else origin.released_at(
        figures, Place(adoption, None, place.period_start, place.period_end, place.breakdown)
    )  # fmt: skip
    if not cells:
        return []
    first = min(cell.release.released_at for cell in cells)
    issued = ProgressReport.objects.filter(
        schedule__initiative=figures.initiative, state=ProgressReport.State.ISSUED, asked_at__gte=first
    ).select_related("schedule__initiative")
    return [report for report in issued if _speaks_of(report.blocks, adoption.indicator.code)]


def _speaks_of(block: object, code: str) -> bool:
    """Whether an indicator's code stands in a frozen block, however deep."""
    if isinstance(block, dict):
        return block.get("code") == code or any(_speaks_of(each, code) for each in block.values())
    return isinstance(block, list) and any(_speaks_of(each, code) for each in block)
