"""Who sits on the steering committee now, and for whom?"""

from initiatives.models import Initiative
from workgroups.models import Group, SeatHolder


def committee_of(initiative: Initiative) -> list[SeatHolder]:
    """Those who hold a seat of the steering committee; one query."""
    held = SeatHolder.objects.filter(
        seat__group__initiative=initiative, seat__group__kind=Group.Kind.STEERING_COMMITTEE, ended_on=None
    )
    return list(held.select_related("membership__user", "seat__organization").order_by("seat_id"))
