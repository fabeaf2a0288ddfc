"""Which versions of the agenda may one read, and what do they say?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, CharField, F, IntegerField, QuerySet, UUIDField, Value

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import (
    AgendaSection,
    AgendaStrategy,
    AgendaVersion,
    Boundary,
    Goal,
    Initiative,
    Position,
    Section,
    SectionComment,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an agenda says: a section's text, a boundary, a goal or a strategy.

    `more` is why (a boundary), toward which outcome (a goal) or what it means (a strategy); `is_first` marks what lies
    inside, and primary goals. `version` is that of a section's text, for who changes it.
    """

    section: str
    is_text: bool
    uid: UUID | None
    text: str
    more: str
    is_first: bool
    position: int
    version: int


Words = Mapping[int, Sequence[Line]]

_NO_UID = Value(None, UUIDField())
_COLUMNS = ("of_agenda", "of_section", "is_text", "line_uid", "line", "more", "is_first", "place", "line_version")


def words_of(agendas: Collection[int]) -> Words:
    """What versions say, by version id, each in the order in which it is read; one query."""
    found: dict[int, list[Line]] = defaultdict(list)
    sections = _lines(
        AgendaSection.objects, agendas, F("kind"), F("text"), _text(""), version=F("version"), is_text=True
    )
    boundaries = _lines(
        Boundary.objects, agendas, _text(Section.BOUNDARIES), F("what"), F("because"), uid=F("uid"),
        is_first=F("is_inside"), place=F("position"),
    )  # fmt: skip
    goals = _lines(
        Goal.objects, agendas, _text(Section.GOALS), F("statement"), F("outcome__name"), uid=F("uid"),
        is_first=F("is_primary"), place=F("position"),
    )  # fmt: skip
    strategies = _lines(
        AgendaStrategy.objects, agendas, _text(Section.STRATEGIES), F("name"), F("description"),
        uid=F("strategy__uid"), place=F("position"),
    )  # fmt: skip
    rows = sections.union(boundaries, goals, strategies, all=True)
    for agenda_id, section, is_text, uid, text, more, is_first, place, version in rows:
        found[agenda_id].append(Line(section, is_text, uid, text, more or "", is_first, place, version))
    order = {section: number for number, section in enumerate(Section.values)}
    for lines in found.values():
        lines.sort(key=lambda line: (order[line.section], not line.is_text, not line.is_first, line.position))
    return found


def _lines(
    manager: object,
    agendas: Collection[int],
    section: object,
    text: object,
    more: object,
    *,
    uid: object = _NO_UID,
    is_first: object = None,
    place: object = None,
    version: object = None,
    is_text: bool = False,
) -> QuerySet[AgendaSection, tuple[int, str, bool, UUID | None, str, str | None, bool, int, int]]:
    rows = manager.filter(agenda__in=agendas).order_by()  # type: ignore[attr-defined]
    return rows.annotate(  # type: ignore[no-any-return]
        of_agenda=F("agenda_id"),
        of_section=section,
        is_text=Value(is_text, BooleanField()),
        line_uid=uid,
        line=text,
        more=more,
        is_first=is_first or Value(False, BooleanField()),
        place=place or Value(0, IntegerField()),
        line_version=version or Value(1, IntegerField()),
    ).values_list(*_COLUMNS)


def _text(text: str) -> Value:
    return Value(str(text), CharField())


def versions_for(by: Actor, initiative: Initiative) -> list[AgendaVersion]:
    """The versions that `by` may read, the latest first: a draft only for those who draft; one query."""
    versions = AgendaVersion.objects.filter(initiative=initiative)
    if not may(by, Capability.DRAFT_AGENDA, on=initiative):
        versions = versions.exclude(state=AgendaVersion.State.DRAFT)
    return list(versions.select_related("made_by", "adopted_by"))


def in_force(versions: Sequence[AgendaVersion]) -> AgendaVersion | None:
    """The adopted version, if there is one."""
    return next((each for each in versions if each.state == AgendaVersion.State.ADOPTED), None)


def comments_on(agenda: AgendaVersion) -> list[SectionComment]:
    """What was said about a version, in order; one query."""
    return list(agenda.comments.select_related("written_by", "organization", "answered_by"))


def proposals_of(by: Actor, initiative: Initiative) -> QuerySet[SectionComment]:
    """Every proposal of all versions that `by` may read, the latest first."""
    found = SectionComment.objects.filter(agenda__initiative=initiative, is_proposal=True)
    if not may(by, Capability.DRAFT_AGENDA, on=initiative):
        found = found.exclude(agenda__state=AgendaVersion.State.DRAFT)
    return found.select_related("agenda", "organization", "written_by", "answered_by").order_by("-written_at", "-pk")


def positions_on(agenda: AgendaVersion) -> list[Position]:
    """Where members of the committee stand on a version, dissent first; one query."""
    order = [Position.Stand.DISSENT, Position.Stand.ASIDE, Position.Stand.RECUSED, Position.Stand.CONSENT]
    found = agenda.positions.select_related("membership__user", "organization")
    return sorted(found, key=lambda each: (order.index(Position.Stand(each.stand)), each.taken_at))
