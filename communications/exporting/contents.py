"""What is in an archive of an initiative, as the person who asked for it may see it, and what was left out?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, may
from communications.exploring.choices import partners_of
from communications.exploring.models import SavedView
from communications.exploring.rules.asking import Question
from communications.exporting import dictionary
from communications.exporting.facts import Takeout, Value, facts
from communications.reports.selectors import reports_visible_to
from initiatives.models import Initiative, Participation, Subject
from initiatives.selectors import people_of
from measurement.models import Adoption, CollectionRound, Target
from measurement.selectors.figures import VisibleFigures, visible_figures

Rows = Callable[[], Iterable[Sequence[Value]]]


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the archive; `needs` is what its reader must be allowed, None for every member."""

    name: str
    about: str
    heads: Sequence[str]
    rows: Rows
    needs: Capability | None = None


def tables_of(by: Actor, tenant: Tenant, initiative: Initiative) -> list[Table]:
    """Every table there could be, in the order in which it is written."""
    adoptions = list(Adoption.objects.filter(initiative=initiative).select_related("indicator", "outcome"))
    takeout = everything(by, tenant, initiative, adoptions)
    cap = Capability
    return [
        Table("figures", _("every figure that you may see"), list(dictionary.COLUMNS), lambda: facts(takeout)),
        Table("columns", _("what its columns mean"), dictionary.COLUMN_COLUMNS, dictionary.columns),
        Table("indicators", _("indicators with every version of their definitions"), dictionary.INDICATOR_COLUMNS,
              lambda: dictionary.indicators(adoptions, tenant)),
        Table("groups", _("groups and their categories"), dictionary.GROUP_COLUMNS, dictionary.groups),
        Table("adoptions", _("adopted indicators, with those that were let go"), ADOPTION, lambda: _adopted(adoptions)),
        Table("targets", _("targets by date and group"), TARGET, lambda: _targets(initiative)),
        Table("rounds", _("collection rounds"), ROUND, lambda: _rounds(initiative), cap.VIEW_ROUNDS),
        Table("partners", _("partners and since when they take part"), PARTNER, lambda: _partners(initiative),
              cap.VIEW_ROUNDS),
        Table("people", _("people and their roles"), PERSON, lambda: _people(initiative), cap.VIEW_PEOPLE),
        Table("reports", _("progress reports"), REPORT, lambda: _reports(by, initiative), cap.READ_REPORT),
        Table("views", _("your saved views and those shared with you"), VIEW, lambda: _views(by, initiative)),
    ]  # fmt: skip


def is_for(by: Actor, table: Table, initiative: Initiative) -> bool:
    return table.needs is None or may(by, table.needs, on=initiative)


def everything(by: Actor, tenant: Tenant, initiative: Initiative, adoptions: Sequence[Adoption]) -> Takeout:
    """All figures of the initiative that somebody may see: the community's, partners' and areas', of all groups."""
    figures = visible_figures(by, initiative)
    return Takeout(
        tenant=tenant, initiative=initiative, figures=figures, adoptions=adoptions, question=Question(), group=None,
        subjects=[*_readable_partners(figures, initiative), *_areas_beside(initiative)],
    )  # fmt: skip


def _readable_partners(figures: VisibleFigures, initiative: Initiative) -> list[Subject]:
    """Partners whose own figures the reader may see. Who is a partner is no secret, and yet not for this file."""
    return [each for each in partners_of(initiative) if figures.sees_all or figures.sees_own(each)]


def _areas_beside(initiative: Initiative) -> list[Subject]:
    areas = initiative.benchmark_areas.exclude(area=initiative.area_id).values("area")
    return list(Subject.objects.filter(area__in=areas).select_related("organization", "area").order_by("pk"))


ADOPTION = ["indicator", "outcome", "position", "composition", "baseline_start", "baseline_end", "is_headline",
            "ended_on", "ended_because"]  # fmt: skip
TARGET = ["indicator", "group", "value", "due_on", "statement"]
ROUND = ["round", "name", "opens_on", "due_on", "closes_on"]
PARTNER = ["organization", "name", "sector", "joined_on", "left_on"]
PERSON = ["name", "email", "roles"]
REPORT = ["report", "title", "period_start", "period_end", "state"]
VIEW = ["view", "name", "query", "shared"]


def _yes(claim: object) -> str:
    return "yes" if claim else "no"


def _adopted(adoptions: Sequence[Adoption]) -> Iterator[list[Value]]:
    for each in adoptions:
        yield [
            each.indicator.code, each.outcome.slug, each.position, each.composition, each.baseline_start,
            each.baseline_end, _yes(each.is_headline), each.ended_on, each.ended_because,
        ]  # fmt: skip


def _targets(initiative: Initiative) -> Iterator[list[Value]]:
    found = Target.objects.filter(adoption__initiative=initiative).select_related("adoption__indicator", "breakdown")
    for each in found.order_by("adoption__position", "due_on", "pk"):
        group = each.breakdown.code if each.breakdown else "all"
        yield [each.adoption.indicator.code, group, each.value, each.due_on, each.statement]


def _rounds(initiative: Initiative) -> Iterator[list[Value]]:
    for each in CollectionRound.objects.filter(initiative=initiative).order_by("opens_on", "pk"):
        yield [each.slug, each.name, each.opens_on, each.due_on, each.closes_on]


def _partners(initiative: Initiative) -> Iterator[list[Value]]:
    found = Participation.objects.filter(initiative=initiative).select_related("organization__sector")
    for each in found.order_by("organization__code"):
        sector = each.organization.sector.code if each.organization.sector else ""
        yield [each.organization.code, each.organization.name, sector, each.joined_on, each.left_on]


def _people(initiative: Initiative) -> Iterator[list[Value]]:
    for line in people_of(initiative):
        yield [line.membership.user.name, line.membership.user.email, "; ".join(line.roles)]


def _reports(by: Actor, initiative: Initiative) -> Iterator[list[Value]]:
    for each in reports_visible_to(by, initiative).defer("blocks"):
        yield [str(each.uid), each.title, each.period_start, each.period_end, each.state]


def _views(by: Actor, initiative: Initiative) -> Iterator[list[Value]]:
    for each in SavedView.objects.filter(Q(owner=by.user_id) | Q(is_shared=True), initiative=initiative):
        yield [str(each.uid), each.name, each.query, _yes(each.is_shared)]
