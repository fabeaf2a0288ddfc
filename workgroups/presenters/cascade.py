"""How does the work run down from the committee to the community, and who carries word between the levels?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative, Organization
from workgroups.models import Group
from workgroups.selectors.groups import Link, Seated, links_between, open_groups, partners_in, seated
from workgroups.selectors.sub_programmes import Placed, sub_programmes_in
from workgroups.wording import groups as words


@dataclass(frozen=True, slots=True)
class Node:
    """A group on the map: its partners, the people who also sit on the level above, and initiatives inside it."""

    group: Group
    seats: int
    partners: Sequence[Organization]
    pins: Sequence[str]
    below: Sequence["Node"]
    sub_programmes: Sequence[Placed]


@dataclass(frozen=True, slots=True)
class Cascade:
    """The whole map; `elsewhere` are partners that sit in no group."""

    committee: Node | None
    working_groups: Sequence[Node]
    partners: Sequence[Organization]
    elsewhere: Sequence[Organization]
    links: Sequence[Link]
    balance: str
    lived: str


def cascade(initiative: Initiative, participants: Sequence[Organization], member: Actor) -> Cascade:
    """Draw the groups at work above the partners that take part, and those above the community; four queries."""
    found = seated(open_groups(initiative))
    placed = sub_programmes_in([each.group.pk for each in found], member)
    organizations = {
        held.seat.organization_id: held.seat.organization
        for each in found
        for held in each.seats
        if held.seat.organization_id and held.seat.organization
    }
    sits = partners_in(found)
    by_key = {each.group.pk: each for each in found}
    committee = next((each for each in found if each.group.kind == Group.Kind.STEERING_COMMITTEE), None)

    def node(each: Seated, above: Seated | None) -> Node:
        children = [one for one in found if one.group.parent_id == each.group.pk]
        return Node(
            each.group,
            sum(held.holder is not None for held in each.seats),
            _named(sits[each.group.pk], organizations),
            _pins(each, above),
            [node(one, by_key[each.group.pk]) for one in children],
            placed.get(each.group.pk, []),
        )

    working = [each for each in found if each.group.kind == Group.Kind.WORKING_GROUP]
    seated_anywhere = set().union(*sits.values()) if sits else set()
    return Cascade(
        committee=node(committee, None) if committee else None,
        working_groups=[node(each, committee) for each in working],
        partners=participants,
        elsewhere=[each for each in participants if each.pk not in seated_anywhere],
        links=links_between(found),
        balance=words.balance(committee.balance) if committee else "",
        lived=words.lived(committee.lived_experience) if committee else "",
    )


def _pins(each: Seated, above: Seated | None) -> list[str]:
    """Who sits here and on the level above."""
    if above is None:
        return []
    there = {held.holder.membership_id for held in above.seats if held.holder}
    return [
        str(held.holder.membership.user) for held in each.seats if held.holder and held.holder.membership_id in there
    ]


def _named(keys: set[int], organizations: Mapping[int, Organization]) -> list[Organization]:
    return sorted((organizations[key] for key in keys), key=lambda each: each.name)
