"""What does a successor find: history, seats, signatures, obligations, contacts?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from backbone.tenancy.models import Membership, StaffRole
from communications.handover.models import HandOver
from initiatives.models import Initiative, Organization, Participation, ProblemDefinition
from initiatives.selectors.directory import PersonOfPartner, people_of_partner
from initiatives.selectors.signoffs import SignOffLine, sign_off_lines
from measurement.selectors.agreements import in_force
from measurement.selectors.cells import ProviderLine
from measurement.selectors.rounds import open_lines_for
from workgroups.models import Activity, ActivityPartner, SeatHolder


@dataclass(frozen=True)
class Pack:
    """All that is known of a partner in an initiative, for whoever comes new to it."""

    participation: Participation
    hand_overs: Sequence[HandOver]
    people: Sequence[PersonOfPartner]
    seats: Sequence[SeatHolder]
    signature: SignOffLine | None
    definition: ProblemDefinition | None
    owed: Sequence[ProviderLine]
    agreements: Sequence[str]
    activities: Sequence[Any]  # with `part`, what it declared to do in each
    contacts: Sequence[StaffRole]


def pack_of(initiative: Initiative, organization: Organization) -> Pack:
    """The pack of one partner; seventeen queries, however much it holds."""
    here = Participation.objects.filter(initiative=initiative, organization=organization)
    said = ProblemDefinition.objects.filter(initiative=initiative, organization=organization, replaced_at=None)
    declared = ActivityPartner.objects.filter(organization=organization, activity=OuterRef("pk"))
    activities = Activity.objects.filter(initiative=initiative, stopped_on=None).annotate(
        part=Subquery(declared.values("part")[:1])
    )
    ours = activities.filter(Q(organization=organization) | Q(part__isnull=False))
    return Pack(
        participation=here.select_related("organization__sector").get(),
        hand_overs=hand_overs_of(organization),
        people=people_of_partner(organization),
        seats=seats_of(initiative, organization),
        signature=next(iter(sign_off_lines(initiative, [organization.pk])), None),
        definition=said.first(),
        owed=open_lines_for([organization.pk], initiatives=[initiative]),
        agreements=list(in_force(initiative).filter(provider=organization).values_list("title", flat=True)),
        activities=list(ours.select_related("strategy").order_by("name")),
        contacts=contacts(),
    )


def seats_of(initiative: Initiative, organization: Organization) -> list[SeatHolder]:
    """Who holds the partner's seats now; one query."""
    held = SeatHolder.objects.filter(
        ended_on=None, seat__organization=organization, seat__group__initiative=initiative,
        seat__group__closed_on=None,
    )  # fmt: skip
    return list(held.select_related("membership__user", "seat__group").order_by("seat__group__name", "pk"))


def hand_overs_of(organization: Organization) -> list[HandOver]:
    """Who took over from whom so far, the latest first; one query."""
    return list(
        HandOver.objects.filter(organization=organization).select_related(
            "leaving__user", "successor__user", "initiative"
        )
    )


def contacts() -> list[StaffRole]:
    """The backbone's own people; one query."""
    held = StaffRole.objects.filter(ended_at=None, membership__ended_at=None, membership__joined_at__isnull=False)
    return list(held.select_related("membership__user").order_by("membership__user__name", "pk"))


def who_may_leave(people: Sequence[PersonOfPartner], seats: Sequence[SeatHolder]) -> list[Membership]:
    """Those who hold a role or a seat for the partner, by name."""
    memberships = [*(each.membership for each in people), *(each.membership for each in seats)]
    found = {each.pk: each for each in memberships}
    return sorted(found.values(), key=lambda each: str(each.user))
