"""What does somebody look for? Everything that they may open whose name holds all their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.tenancy.permissions import Capability, may
from communications.reports.models import ProgressReport
from communications.shell import Link
from initiatives.doors import InitiativeRequest
from initiatives.models import Organization
from measurement.models import Adoption, CollectionRound
from workgroups.models import Activity, Group
from workgroups.selectors.lessons import lessons_for

MOST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Results of one kind."""

    label: str
    links: Sequence[Link]


def find(request: InitiativeRequest, typed: str, pages: Iterable[Link]) -> list[Found]:
    """What `typed` finds among what the reader may open, by kind; seven queries at most, none for an empty box."""
    words = typed.casefold().split()[:8]
    here = [Link(each.label, each.url) for each in pages if all(word in each.label.casefold() for word in words)]
    groups = [Found(_("Pages"), here)]
    if words:
        groups += [
            Found(_("Indicators"), _indicators(request, words)),
            Found(_("Groups"), _groups(request, words)),
            Found(_("Activities"), _activities(request, words)),
            Found(_("Lessons"), _lessons(request, words)),
            Found(_("Partners"), _partners(request, words)),
            Found(_("Collection rounds"), _rounds(request, words)),
            Found(_("Progress reports"), _reports(request, words)),
        ]
    return [group for group in groups if group.links]


def _matching(words: Sequence[str], *fields: str) -> Q:
    """Each word stands in one of the fields."""
    return reduce(and_, (reduce(lambda a, b: a | b, (Q(**{f"{f}__icontains": w}) for f in fields)) for w in words))


def _url(request: InitiativeRequest, name: str, **more: object) -> str:
    return reverse(name, kwargs={"tenant": request.tenant.slug, "initiative": request.initiative.slug, **more})


def _indicators(request: InitiativeRequest, words: Sequence[str]) -> list[Link]:
    adopted = Adoption.objects.filter(initiative=request.initiative).select_related("indicator")
    found = adopted.filter(_matching(words, "indicator__name", "indicator__code", "outcome__name")).order_by("position")
    return [
        Link(each.indicator.name, _url(request, "communications:indicator", code=each.indicator.code))
        for each in found[:MOST]
    ]


def _partners(request: InitiativeRequest, words: Sequence[str]) -> list[Link]:
    """All partners for staff, one's own for everybody else: what the doors of their pages let in."""
    partners: QuerySet[Organization] = Organization.objects.filter(participations__initiative=request.initiative)
    if not request.actor.is_staff:
        partners = partners.filter(pk__in=request.actor.organization_ids)
    return [
        Link(each.name, _url(request, "measurement:results", organization=each.code))
        for each in partners.filter(_matching(words, "name", "code")).order_by("name")[:MOST]
    ]


def _groups(request: InitiativeRequest, words: Sequence[str]) -> list[Link]:
    found = Group.objects.filter(_matching(words, "name", "strategy__name"), initiative=request.initiative)
    return [
        Link(each.name, _url(request, "workgroups:group", slug=each.slug)) for each in found.order_by("name")[:MOST]
    ]


def _activities(request: InitiativeRequest, words: Sequence[str]) -> list[Link]:
    found = Activity.objects.filter(_matching(words, "name", "strategy__name"), initiative=request.initiative)
    return [
        Link(each.name, _url(request, "workgroups:activity", slug=each.slug)) for each in found.order_by("name")[:MOST]
    ]


def _lessons(request: InitiativeRequest, words: Sequence[str]) -> list[Link]:
    """Those that one may read; the library looks into their texts as well."""
    found = lessons_for(request.actor, request.initiative).filter(_matching(words, "title", "strategy__name"))
    return [Link(each.title, _url(request, "workgroups:lesson", uid=each.uid)) for each in found[:MOST]]


def _rounds(request: InitiativeRequest, words: Sequence[str]) -> list[Link]:
    if not may(request.actor, Capability.VIEW_ROUNDS, on=request.initiative):
        return []
    rounds = CollectionRound.objects.filter(_matching(words, "name"), initiative=request.initiative)
    return [Link(each.name, _url(request, "communications:board", slug=each.slug)) for each in rounds[:MOST]]


def _reports(request: InitiativeRequest, words: Sequence[str]) -> list[Link]:
    if not may(request.actor, Capability.READ_REPORT, on=request.initiative):
        return []
    reports = ProgressReport.objects.filter(
        _matching(words, "title"), schedule__initiative=request.initiative, state=ProgressReport.State.ISSUED
    ).defer("blocks")
    return [Link(each.title, _url(request, "reports:detail", uid=each.uid)) for each in reports[:MOST]]
