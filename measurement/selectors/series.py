"""Whose series may a system read, and which figures are in them? Always through `visible_figures`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative, Subject
from measurement.models import Adoption, Breakdown, Indicator
from measurement.selectors.answering import told
from measurement.selectors.figures import Purpose, Seen, visible_figures
from measurement.selectors.looking import note_sets

COMMUNITY, ORGANIZATION = "community", "organization"
SUBJECT_KINDS = [COMMUNITY, ORGANIZATION, "area"]


@dataclass(frozen=True, slots=True)
class About:
    """Whom a series is about: the community, a partner organization, or an area to compare with."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SeriesSeen:
    indicator: Indicator
    about: About
    figures: Sequence[Seen]


@dataclass(frozen=True, slots=True)
class SeriesTold:
    """A series of today's figures, these as JSON objects with commas between; `indicator` is a code."""

    indicator: str
    about: About
    figures: str


class AdoptedCode(NamedTuple):
    """All that a series tells of an adoption: to make rows into objects took as long as to read their figures."""

    indicator_id: int
    composition: str
    indicator__code: str

    @property
    def is_composed(self) -> bool:
        return self.composition == Adoption.Composition.OF_PARTS


class Partner(NamedTuple):
    """All that a series tells of a partner, as a subject."""

    pk: int
    organization_id: int | None
    organization__code: str
    organization__name: str


def subjects_for(by: Actor, initiative: Initiative, code: str) -> list[Subject]:
    """The subjects that a code names for this actor; without one, its own organizations.

    Who belongs to partners reads of partners its own, and those that have opened figures to partners; any other code
    is one that never was.
    """
    partners = Q(organization__participations__initiative=initiative)
    if by.organization_ids and not code:
        partners &= Q(organization__in=by.organization_ids)
    elif by.organization_ids:
        (terms,) = visible_figures(by, initiative, purpose=Purpose.API).open_terms
        opened = [each.subject for each in terms]
        partners &= Q(organization__in=by.organization_ids) | Q(pk__in=opened)
    if not code and not by.organization_ids:
        return []
    benchmarks = Q(area__in=initiative.benchmark_areas.values("area")) | Q(area=initiative.area_id)
    wanted = (partners & Q(organization__code=code)) | (benchmarks & Q(area__code=code)) if code else partners
    return list(Subject.objects.filter(wanted).select_related("organization", "area").distinct())


def read_series(
    by: Actor,
    initiative: Initiative,
    adoptions: Sequence[Adoption],
    *,
    subjects: Sequence[Subject],
    with_community: bool,
    breakdown: str | None = Breakdown.ALL,
    as_of: date | None = None,
) -> list[SeriesSeen]:
    """Each adopted indicator's series of the community and of the subjects; a query or two for each of these."""
    figures = visible_figures(by, initiative, purpose=Purpose.API, as_of=as_of)
    wanted = [adoption.indicator_id for adoption in adoptions]
    read = []
    if with_community:
        whole = About(COMMUNITY, initiative.area.code, initiative.area.name)
        read.append((whole, figures.community(adoptions, breakdown=breakdown)))
    for subject in subjects:
        seen = figures.of_subject(subject, indicators=wanted, breakdown=breakdown)
        read.append((_about(subject), seen))
    return [
        SeriesSeen(adoption.indicator, about, seen.get(adoption.indicator_id, []))
        for adoption in adoptions
        for about, seen in read
        if about.kind == COMMUNITY or adoption.indicator_id in seen
    ]


def tell_series(
    by: Actor,
    initiative: Initiative,
    adoptions: Sequence[AdoptedCode],
    *,
    subjects: Sequence[Subject],
    with_community: bool,
    breakdown: str | None,
    least_coverage: int,
) -> list[SeriesTold]:
    """As `read_series` today, but told by PostgreSQL; a query or two for the community and for each subject."""
    figures = visible_figures(by, initiative, purpose=Purpose.API)
    wanted = [adoption.indicator_id for adoption in adoptions]
    asked = [
        (About(COMMUNITY, initiative.area.code, initiative.area.name), figures.sets_of_whole(adoptions, breakdown))
    ]
    asked = asked if with_community else []
    asked += [(_about(each), figures.sets_of_subjects([each], wanted, breakdown)) for each in subjects]
    texts = [
        (about, _told(by, sets, "indicator_id", least_coverage=least_coverage, breakdown=breakdown))
        for about, sets in asked
    ]
    return [
        SeriesTold(adoption.indicator__code, about, told_by.get(adoption.indicator_id, ""))
        for adoption in adoptions
        for about, told_by in texts
        if about.kind == COMMUNITY or adoption.indicator_id in told_by
    ]


def partners_for(by: Actor, initiative: Initiative) -> QuerySet[Subject, Any]:
    """The partners of an initiative of whom the actor may ask, as `Partner`; its own for who belongs to partners."""
    partners = Subject.objects.filter(organization__participations__initiative=initiative)
    if by.organization_ids:
        partners = partners.filter(organization__in=by.organization_ids)
    return partners.values_list(*Partner._fields)


def tell_partners(
    by: Actor,
    initiative: Initiative,
    adoption: AdoptedCode,
    partners: Sequence[Partner],
    *,
    breakdown: str | None,
    least_coverage: int,
) -> list[SeriesTold]:
    """One indicator's series of each of some partners, told by PostgreSQL; a partner without a figure is left out."""
    figures = visible_figures(by, initiative, purpose=Purpose.API)
    sets = figures.sets_of_subjects(partners, [adoption.indicator_id], breakdown)
    told_by = _told(by, sets, "subject_id", least_coverage=least_coverage, breakdown=breakdown)
    return [
        SeriesTold(adoption.indicator__code, About(ORGANIZATION, code, name), told_by[pk])
        for pk, _organization, code, name in partners
        if pk in told_by
    ]


def _told(
    by: Actor, sets: Sequence[QuerySet[Any]], key: str, *, least_coverage: int, breakdown: str | None
) -> dict[int, str]:
    found: dict[int, str] = {}
    note_sets(by, sets)
    for figures in sets:
        found |= told(figures, by=key, least_coverage=least_coverage, breakdown=breakdown)
    return found


def _about(subject: Subject) -> About:
    if subject.organization is not None:
        return About(ORGANIZATION, subject.organization.code, subject.organization.name)
    return About("area", subject.area.code, subject.area.name) if subject.area else About("area", "", "")
