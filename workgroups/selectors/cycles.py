"""Which cycles has a group, and what was said in one, as one reader may read it?"""

from django.db.models import Q, QuerySet

from backbone.tenancy.actors import Actor
from measurement.models import Adoption
from workgroups.models import Cycle, CycleNote, Group
from workgroups.selectors.consent import all_have_consented, names

DOERS = ("activity", "organization", "subgroup", "predecessor")


def cycles_of(group: Group) -> list[Cycle]:
    """Every cycle of a group with the indicators it is to move, the latest first; two queries."""
    found = Cycle.objects.filter(group=group).select_related(*DOERS)
    return list(found.prefetch_related("indicators__indicator").order_by("-number"))


def notes_of(cycle: Cycle, by: Actor) -> QuerySet[CycleNote]:
    """What was said in a cycle, the oldest first, with whether everybody named in it has consented; one query.

    A story that names somebody who has not is read by its teller and those it names only.
    """
    found = CycleNote.objects.filter(cycle=cycle, taken_back_at=None).annotate(is_open=all_have_consented("story"))
    own = Q(written_by=by.user_id) if by.user_id else Q(pk__in=[])
    read = found.filter(Q(is_open=True) | own | names(by, "story"))
    return read.select_related("written_by", "indicator")


def adoptions_of(cycle: Cycle) -> list[Adoption]:
    """The adopted indicators that a cycle is to move; one query."""
    found = Adoption.objects.filter(initiative=cycle.group.initiative_id, indicator__cycles__cycle=cycle)
    return list(found.select_related("indicator").order_by("indicator__name"))
