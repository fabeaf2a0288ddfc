"""Who sits on the steering committee now, and for whom?"""

from initiatives.models import Initiative
from workgroups.models import Group, Seat


def committee_of(initiative: Initiative) -> list[Seat]:
    """The seats of the steering committee that somebody holds; one query."""
    held = Seat.objects.filter(group__initiative=initiative, group__kind=Group.Kind.STEERING_COMMITTEE, ended_at=None)
    return list(held.select_related("membership__user", "organization").order_by("pk"))
