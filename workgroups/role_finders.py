"""Which roles arise with seats? Steering member, chair and member of a working group."""

from django.db.models import BigIntegerField, Case, CharField, F, Value, When
from django.db.models.functions import Cast

from backbone.tenancy.roles import Role, Rows, finds_member_roles
from workgroups.models import Group, Seat


@finds_member_roles
def seats(membership_id: int) -> Rows:
    return (
        Seat.objects.filter(membership=membership_id, ended_at=None)
        .order_by()
        .annotate(
            role=Case(
                When(group__kind=Group.Kind.STEERING_COMMITTEE, then=Value(Role.STEERING_MEMBER.value)),
                When(is_chair=True, then=Value(Role.CHAIR.value)),
                default=Value(Role.GROUP_MEMBER.value),
                output_field=CharField(),
            ),
            in_initiative=F("group__initiative_id"),
            of_organization=Cast(Value(None), BigIntegerField()),
        )
        .values_list("role", "in_initiative", "of_organization")
    )
