"""What do the pages of groups say: who sits where, for how long, and who links which levels?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from initiatives.selectors import Happened, history_of
from workgroups.models import CharterVersion, Group, GroupSuccession, SeatHolder
from workgroups.rules.seats import Term
from workgroups.selectors.groups import (
    Held,
    Link,
    Seated,
    groups_of,
    links_between,
    open_groups,
    seated,
    successions_of,
)
from workgroups.selectors.sub_programmes import Placed, charter_and_places
from workgroups.wording import HAPPENED
from workgroups.wording import groups as words


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat in words."""

    held: Held
    whose: str
    function: str
    level: str
    is_below_level: bool
    term: str
    term_kind: str
    is_due: bool
    links: Sequence[Group]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in a list."""

    group: Group
    chairs: str
    held: int
    seats: int
    strength: str
    strength_kind: str
    due: int


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """All groups of an initiative: those at work, and those that are closed."""

    lines: Sequence[GroupLine]
    closed: Sequence[Group]
    went_over: dict[int, str]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group: its charter, its seats, what became of which group, and what happened."""

    group: Group
    seats: Sequence[SeatLine]
    balance: str
    balance_kind: str
    lived: str
    notices: Sequence[str]
    charter: CharterVersion | None
    placed: Sequence[Placed]
    subgroups: Sequence[Group]
    came_of: Sequence[GroupSuccession]
    became: Sequence[GroupSuccession]
    history: Sequence[Happened]


def groups_page(initiative: Initiative) -> GroupsPage:
    today = initiative.today()
    closed = list(groups_of(initiative).exclude(closed_on=None).order_by("-closed_on", "name"))
    went_over: dict[int, str] = {}
    for each in successions_of(closed):
        names = went_over.get(each.predecessor_id)
        went_over[each.predecessor_id] = f"{names}, {each.successor.name}" if names else each.successor.name
    lines = [_line(each, today) for each in seated(open_groups(initiative))]
    return GroupsPage(lines, closed, went_over)


def group_page(group: Group, today: date, member: Actor) -> GroupPage:
    initiative = group.initiative
    everywhere = seated(open_groups(initiative), with_past=True)
    # A closed group has no seats any more; who sat there stands in what happened.
    here = next((each for each in everywhere if each.group.pk == group.pk), Seated(group, []))
    linked = {link.membership_id: link for link in links_between(everywhere)}
    seats = [_seat(each, group, linked, today) for each in here.seats]
    successions = successions_of([group])
    charter, placed = charter_and_places(group, member)
    return GroupPage(
        group=group,
        seats=seats,
        balance=words.balance(here.balance),
        balance_kind=words.STRENGTHS[here.balance.strength],
        lived=words.lived(here.lived_experience),
        notices=_notices(seats),
        charter=charter,
        placed=placed,
        subgroups=[each.group for each in everywhere if each.group.parent_id == group.pk],
        came_of=[each for each in successions if each.successor_id == group.pk],
        became=[each for each in successions if each.predecessor_id == group.pk],
        history=history_of(group.uid, HAPPENED),
    )


def _notices(seats: Sequence[SeatLine]) -> list[str]:
    below, due = sum(each.is_below_level for each in seats), sum(each.is_due for each in seats)
    return [*([words.below_level(below)] if below else []), *([words.due(due)] if due else [])]


def _line(found: Seated, today: date) -> GroupLine:
    chairs = [
        str(each.holder.membership.user)
        for each in found.seats
        if each.holder and each.seat.function in ("chair", "co_chair")
    ]
    return GroupLine(
        group=found.group,
        chairs=", ".join(chairs),
        held=sum(each.holder is not None for each in found.seats),
        seats=len(found.seats),
        strength=words.strength_word(found.balance),
        strength_kind=words.STRENGTHS[found.balance.strength],
        due=sum(each.term(today) in (Term.DUE, Term.OVER) for each in found.seats),
    )


def _seat(held: Held, group: Group, linked: dict[int, Link], today: date) -> SeatLine:
    how, holder = held.term(today), held.holder
    link = linked.get(holder.membership_id) if holder else None
    return SeatLine(
        held=held,
        whose=whose(held),
        function=str(held.seat.get_function_display()),
        level=str(holder.get_level_display()) if holder and holder.level else "",
        is_below_level=held.is_below_level(group.kind),
        term=words.term(how, holder.term_ends_on) if holder else "",
        term_kind=words.TERMS[how],
        is_due=how in (Term.DUE, Term.OVER),
        links=[each for each in link.groups if each.pk != group.pk] if link else [],
    )


def whose(held: Held) -> str:
    """To whom a seat belongs: an organization, or what it is for."""
    seat = held.seat
    if seat.organization:
        return str(seat.organization.name)
    level, outside = SeatHolder.Level.LIVED_EXPERIENCE.label, seat.get_function_display()
    return str(level if seat.is_lived_experience else outside)
