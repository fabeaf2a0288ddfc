"""Which groups are there, and who sits in them?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet

from backbone.core.beside import with_rows
from initiatives.models import Initiative
from initiatives.rules.sectors import Balance, balance
from workgroups.models import Group, GroupSuccession, Seat, SeatHolder
from workgroups.rules.seats import Term, is_below_level, term_of

ORDER = [Group.Kind.STEERING_COMMITTEE, Group.Kind.WORKING_GROUP, Group.Kind.SUBGROUP]


@dataclass(slots=True)
class Held:
    """A seat with who holds it, and who held it before."""

    seat: Seat
    holder: SeatHolder | None = None
    before: list[SeatHolder] = field(default_factory=list)

    def term(self, today: date) -> Term:
        return term_of(self.holder.term_ends_on if self.holder else None, today)

    def is_below_level(self, kind: str) -> bool:
        """Whether it is held, and by somebody who cannot decide for the organization, as a committee's should."""
        return self.holder is not None and is_below_level(
            kind, self.seat.function, self.holder.level, is_lived_experience=self.seat.is_lived_experience
        )


@dataclass(frozen=True, slots=True)
class Seated:
    """A group with its seats in force, in the order of their functions."""

    group: Group
    seats: Sequence[Held]

    @property
    def balance(self) -> Balance:
        """The sectors that hold seats; an empty seat leads nothing."""
        return balance(_sector(each.seat) for each in self.seats if each.holder)

    @property
    def lived_experience(self) -> int:
        return sum(each.seat.is_lived_experience and each.holder is not None for each in self.seats)


def groups_of(initiative: Initiative) -> QuerySet[Group]:
    """Every group of an initiative, closed ones too."""
    return Group.objects.filter(initiative=initiative).select_related("strategy", "parent")


def open_groups(initiative: Initiative) -> list[Group]:
    """The groups that are at work: the committee, working groups by name, subgroups by name; one query."""
    found = groups_of(initiative).filter(closed_on=None).order_by("name")
    return sorted(found, key=lambda each: ORDER.index(Group.Kind(each.kind)))


def seated(groups: Collection[Group], *, with_past: bool = False) -> list[Seated]:
    """The groups with their seats in force and who holds them; one query, whatever their number.

    `with_past` brings who held each seat before, too.
    """
    found = Seat.objects.filter(group__in=groups, ended_on=None).select_related("organization__sector").order_by("pk")
    holders = SeatHolder.objects.select_related("membership__user")
    if not with_past:
        holders = holders.filter(ended_on=None)
    of_group: dict[int, list[Held]] = defaultdict(list)
    for seat in with_rows(found, holders=holders.order_by(F("ended_on").desc(nulls_first=True), "-pk")):
        held = list(seat.holders.all())
        now = next((each for each in held if each.ended_on is None), None)
        of_group[seat.group_id].append(Held(seat, now, [each for each in held if each.ended_on]))
    return [Seated(each, sorted(of_group[each.pk], key=_rank)) for each in groups]


def _rank(held: Held) -> int:
    order = [Seat.Function.CHAIR, Seat.Function.CO_CHAIR, Seat.Function.MEMBER]
    function = Seat.Function(held.seat.function)
    return order.index(function) if function in order else len(order)


def _sector(seat: Seat) -> str | None:
    sector = seat.organization.sector if seat.organization else None
    return sector.code if sector else None


@dataclass(frozen=True, slots=True)
class Link:
    """A person who sits in several groups, and so carries word between them."""

    membership_id: int
    name: str
    groups: Sequence[Group]


def links_between(found: Iterable[Seated]) -> list[Link]:
    """Who sits in several of the groups, by name."""
    names: dict[int, str] = {}
    sits: dict[int, list[Group]] = defaultdict(list)
    for each in found:
        for held in each.seats:
            if held.holder:
                names[held.holder.membership_id] = str(held.holder.membership.user)
                sits[held.holder.membership_id].append(each.group)
    linked = [Link(key, names[key], groups) for key, groups in sits.items() if len(groups) > 1]
    return sorted(linked, key=lambda link: link.name)


def successions_of(groups: Collection[Group]) -> list[GroupSuccession]:
    """What went over into what, among these groups' predecessors and successors, the latest first."""
    found = GroupSuccession.objects.filter(predecessor__initiative__in={each.initiative_id for each in groups})
    keys = {each.pk for each in groups}
    ordered = found.select_related("predecessor", "successor").order_by("-took_effect_on", "pk")
    return [each for each in ordered if each.predecessor_id in keys or each.successor_id in keys]


def partners_in(found: Iterable[Seated]) -> Mapping[int, set[int]]:
    """The organizations that hold seats, by group."""
    return {
        each.group.pk: {held.seat.organization_id for held in each.seats if held.seat.organization_id and held.holder}
        for each in found
    }
