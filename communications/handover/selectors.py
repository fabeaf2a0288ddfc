"""What does a successor find: history, seats, signatures, obligations, contacts?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from backbone.core.beside import with_rows
from backbone.tenancy.models import Membership, StaffRole
from communications.handover.models import HandOver
from initiatives.models import Initiative, Organization, Participation, ProblemDefinition
from initiatives.selectors.directory import PersonOfPartner, by_person, roles_in_force
from initiatives.selectors.signoffs import SignOffLine, lines_for
from measurement.selectors.agreements import in_force
from measurement.selectors.cells import ProviderLine
from measurement.selectors.rounds import open_lines_for
from workgroups.models import Activity, ActivityPartner, SeatHolder


@dataclass(frozen=True, slots=True)
class OurActivity:
    """What a partner does toward the agenda, and the part that it has declared; none where it does it itself."""

    activity: Activity
    part: str = ""


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
    activities: Sequence[OurActivity]
    contacts: Sequence[StaffRole]


def pack_of(initiative: Initiative, organization: Organization) -> Pack:
    """The pack of one partner; seven queries, however much it holds."""
    taken = _participation(initiative, organization)
    partner = taken.organization
    return Pack(
        participation=taken,
        hand_overs=partner.hand_overs.all(),
        people=by_person(partner.people.all()),
        seats=seats_of(initiative, partner),
        signature=None if taken.left_on else lines_for(initiative, [partner])[0],
        definition=next(iter(partner.problem_definitions.all()), None),
        owed=open_lines_for([partner.pk], initiatives=[initiative], known=[partner]),
        agreements=[each.title for each in partner.agreements.all()],
        activities=_activities(partner),
        contacts=contacts(),
    )


def _participation(initiative: Initiative, organization: Organization) -> Participation:
    """How the partner takes part, with all that points to it and belongs into the pack; one query."""
    going_on = {"initiative": initiative, "stopped_on": None}
    (found,) = with_rows(
        Participation.objects.filter(initiative=initiative, organization=organization).select_related(
            "organization__sector"
        ),
        organization__hand_overs=_hand_overs(),
        organization__people=roles_in_force(),
        organization__problem_definitions=ProblemDefinition.objects.filter(initiative=initiative, replaced_at=None),
        organization__agreements=in_force(initiative),
        organization__activities=Activity.objects.filter(**going_on).select_related("strategy"),
        organization__parts=ActivityPartner.objects.filter(
            **{f"activity__{name}": value for name, value in going_on.items()}
        ).select_related("activity__strategy"),
    )
    return found


def _activities(partner: Organization) -> list[OurActivity]:
    """What it does, and what it has declared a part in, by name."""
    parts = {each.activity_id: each for each in partner.parts.all()}
    found = [OurActivity(each.activity, each.part) for each in parts.values()]
    found += [OurActivity(each) for each in partner.activities.all() if each.pk not in parts]
    return sorted(found, key=lambda each: each.activity.name.casefold())


def seats_of(initiative: Initiative, organization: Organization) -> list[SeatHolder]:
    """Who holds the partner's seats now; one query."""
    held = SeatHolder.objects.filter(
        ended_on=None, seat__organization=organization, seat__group__initiative=initiative,
        seat__group__closed_on=None,
    )  # fmt: skip
    return list(held.select_related("membership__user", "seat__group").order_by("seat__group__name", "pk"))


def hand_overs_of(organization: Organization) -> list[HandOver]:
    """Who took over from whom so far, the latest first; one query."""
    return list(_hand_overs().filter(organization=organization))


def _hand_overs() -> QuerySet[HandOver]:
    return HandOver.objects.select_related("leaving__user", "successor__user", "initiative")


def contacts() -> list[StaffRole]:
    """The backbone's own people; one query."""
    held = StaffRole.objects.filter(ended_at=None, membership__ended_at=None, membership__joined_at__isnull=False)
    return list(held.select_related("membership__user").order_by("membership__user__name", "pk"))


def who_may_leave(people: Sequence[PersonOfPartner], seats: Sequence[SeatHolder]) -> list[Membership]:
    """Those who hold a role or a seat for the partner, by name."""
    memberships = [*(each.membership for each in people), *(each.membership for each in seats)]
    found = {each.pk: each for each in memberships}
    return sorted(found.values(), key=lambda each: str(each.user))
