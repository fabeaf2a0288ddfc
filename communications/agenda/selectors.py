"""Who sits on the steering committee now, and for whom?"""

from initiatives.models import Initiative
from workgroups.models import Group, Seat, SeatHolder


def committee_of(initiative: Initiative) -> list[SeatHolder]:
    """Who holds the seats of the steering committee that decide, one for each person; one query."""
    held = SeatHolder.objects.filter(
        seat__group__initiative=initiative, seat__group__kind=Group.Kind.STEERING_COMMITTEE, ended_on=None,
        seat__function__in=Seat.DECIDING,
    )  # fmt: skip
    found = held.select_related("membership__user", "seat__organization").order_by("pk")
    return list({each.membership_id: each for each in found}.values())
