"""In which initiatives does somebody take part?"""

from django.db.models import QuerySet

from backbone.tenancy.actors import Actor
from initiatives.known import initiatives_known
from initiatives.models import Initiative


def initiatives_of(by: Actor) -> list[Initiative]:
    """The initiatives in which the actor holds a role, by name."""
    known, mine = initiatives_known(), by.initiative_ids
    if known is None:
        return list(initiatives_for(by).order_by("name"))
    return [each for each in known if mine is None or each.pk in mine]


def initiatives_for(by: Actor) -> QuerySet[Initiative]:
    """The initiatives in which the actor holds a role."""
    mine = by.initiative_ids
    return Initiative.objects.all() if mine is None else Initiative.objects.filter(pk__in=mine)
