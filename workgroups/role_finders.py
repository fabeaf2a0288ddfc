"""Which roles arise with seats? Steering member, chair and member of a working group, as long as one holds them."""

from django.db.models import Case, CharField, Value, When

from backbone.tenancy.roles import Role, Rows, finds_member_roles, rows_of
from workgroups.models import Group, Seat, SeatHolder


@finds_member_roles
def seats(membership_id: int) -> Rows:
    role = Case(
        When(
            seat__group__kind=Group.Kind.STEERING_COMMITTEE,
            seat__function__in=Seat.DECIDING,
            then=Value(Role.STEERING_MEMBER.value),
        ),
        When(seat__function__in=[Seat.Function.CHAIR, Seat.Function.CO_CHAIR], then=Value(Role.CHAIR.value)),
        default=Value(Role.GROUP_MEMBER.value),
        output_field=CharField(),
    )
    here = SeatHolder.objects.filter(membership=membership_id, ended_on=None)
    return rows_of(here, role, initiative="seat__group__initiative_id", group="seat__group_id")
