"""Which roles arise with seats? Steering member, chair and member of a working group, as long as one holds them."""

from django.db.models import BigIntegerField, Case, CharField, F, Value, When
from django.db.models.functions import Cast

from backbone.tenancy.roles import Role, Rows, finds_member_roles
from workgroups.models import Group, Seat, SeatHolder


@finds_member_roles
def seats(membership_id: int) -> Rows:
    return (
        SeatHolder.objects.filter(membership=membership_id, ended_on=None)
        .order_by()
        .annotate(
            role=Case(
                When(seat__group__kind=Group.Kind.STEERING_COMMITTEE, then=Value(Role.STEERING_MEMBER.value)),
                When(seat__function__in=[Seat.Function.CHAIR, Seat.Function.CO_CHAIR], then=Value(Role.CHAIR.value)),
                default=Value(Role.GROUP_MEMBER.value),
                output_field=CharField(),
            ),
            in_initiative=F("seat__group__initiative_id"),
            of_organization=Cast(Value(None), BigIntegerField()),
            of_community=Cast(Value(None), BigIntegerField()),
            of_group=F("seat__group_id"),
        )
        .values_list("role", "in_initiative", "of_organization", "of_community", "of_group")
    )
