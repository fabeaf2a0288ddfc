"""Which initiatives have their place inside groups, and where is one's own?"""

from collections.abc import Collection
from dataclasses import dataclass

from backbone.core.beside import with_rows
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import Initiative
from workgroups.models import CharterVersion, Group, SubProgramme


@dataclass(frozen=True, slots=True)
class Placed:
    """A sub-programme; others than those who may open it see its name."""

    place: SubProgramme
    may_open: bool


def sub_programmes_in(groups: Collection[int], member: Actor, *, with_past: bool = False) -> dict[int, list[Placed]]:
    """The sub-programmes of some groups, by group and in the order in which they came; one query."""
    found = SubProgramme.objects.filter(group__in=groups).select_related("initiative")
    if not with_past:
        found = found.filter(ended_on=None)
    placed: dict[int, list[Placed]] = {}
    for each in found:
        placed.setdefault(each.group_id, []).append(
            Placed(each, may(member, Capability.VIEW_INITIATIVE, on=each.initiative))
        )
    return placed


def charter_and_places(group: Group, member: Actor) -> tuple[CharterVersion | None, list[Placed]]:
    """The latest charter of a group, and every sub-programme that is or was in it; one query."""
    (found,) = with_rows(
        Group.objects.filter(pk=group.pk),
        charter=CharterVersion.objects.select_related("written_by").order_by("-number"),
        sub_programmes=SubProgramme.objects.select_related("initiative").order_by("placed_on", "pk"),
    )
    placed = [
        Placed(each, may(member, Capability.VIEW_INITIATIVE, on=each.initiative)) for each in found.sub_programmes.all()
    ]
    return next(iter(found.charter.all()), None), placed


def place_of(initiative: Initiative, member: Actor) -> Placed | None:
    """Inside which group an initiative has its place now; one query."""
    found = SubProgramme.objects.filter(initiative=initiative, ended_on=None).select_related("group__initiative")
    place = found.first()
    return Placed(place, may(member, Capability.VIEW_INITIATIVE, on=place.group.initiative)) if place else None


def may_be_placed(group: Group, by: Actor) -> list[Initiative]:
    """The other initiatives without a place in which the actor may manage groups too, by name."""
    placed = SubProgramme.objects.filter(ended_on=None).values("initiative")
    free = Initiative.objects.exclude(pk=group.initiative_id).exclude(pk__in=placed).order_by("name")
    return [each for each in free if may(by, Capability.MANAGE_GROUPS, on=each)]
