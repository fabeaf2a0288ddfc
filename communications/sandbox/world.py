"""How is a whole tenant made, small and complete, with its owner's mark in every text?

Built through services wherever there is one. The isolation suite and `manage.py seed_sandbox` use
the same world, so that what one learns of a new model the other knows too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from backbone.accounts.models import User
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey, Membership, StaffRole, StoredReply, Tenant
from backbone.tenancy.roles import Role
from backbone.tenancy.services.keys import make_key
from backbone.tenancy.services.people import invite_person, make_token
from communications.exploring.models import SavedView
from communications.reminders.models import ReminderRule
from communications.reports.models import ProgressReport, ReportSchedule
from communications.sandbox import (
    agenda,
    agreements,
    cycles,
    definitions,
    exploring,
    governing,
    groups,
    imports,
    office,
    partners,
    reminders,
    reports,
    saying,
)
from communications.sandbox import measurement as measured
from initiatives.models import (
    AgendaVersion,
    Area,
    Assessment,
    BenchmarkArea,
    Cause,
    Difference,
    Initiative,
    Observer,
    Organization,
    Outcome,
    Participation,
    PartnerRole,
    PlanItem,
    Pledge,
    Priority,
    Prospect,
    PulseSurvey,
    Sector,
    SignOff,
    StaffPosition,
    Strategy,
    Strength,
    Subject,
    Succession,
)
from initiatives.services.people import make_partner_key
from measurement.models import (
    Agreement,
    Approval,
    Assignment,
    CollectionRound,
    GovernedCommunity,
    Import,
    Indicator,
    ProviderException,
    RoundSchedule,
    Steward,
    Withdrawal,
)
from workgroups.models import Activity, Cycle, CycleNote, Dependency, Group, Lesson, Milestone, Naming, Seat

PASSWORD = "sandbox-only-password"  # noqa: S105 - for throwaway databases; production refuses to seed
PARTNERS = 3


@dataclass(frozen=True)
class Person:
    """Somebody of the cast. `actor` is made anew each time, so that it knows roles given meanwhile."""

    name: str
    user: User
    membership: Membership
    tenant: Tenant
    roles: tuple[str, ...]
    organization: str = ""

    @property
    def actor(self) -> Actor:
        with scope.tenant(self.tenant.pk):
            return Actor.of_membership(self.membership)


@dataclass
class World:
    """A tenant and what a test needs to name in it. `mark` stands in every text that belongs to it."""

    mark: str
    tenant: Tenant
    people: dict[str, Person] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    partners: list[Organization] = field(default_factory=list)
    invitation_token: str = ""
    initiative: Initiative = field(init=False)
    other_initiative: Initiative = field(init=False)
    round: CollectionRound = field(init=False)
    share: Indicator = field(init=False)
    assignment: Assignment = field(init=False)
    round_schedule: RoundSchedule = field(init=False)
    exception: ProviderException = field(init=False)
    sector: Sector = field(init=False)
    strategy: Strategy = field(init=False)
    position: StaffPosition = field(init=False)
    plan_item: PlanItem = field(init=False)
    priority: Priority = field(init=False)
    assessment: Assessment = field(init=False)
    open_assessment: Assessment = field(init=False)
    pulse: PulseSurvey = field(init=False)
    open_pulse: PulseSurvey = field(init=False)
    committee: Group = field(init=False)
    group: Group = field(init=False)
    subgroup: Group = field(init=False)
    seat: Seat = field(init=False)
    activity: Activity = field(init=False)
    milestone: Milestone = field(init=False)
    dependency: Dependency = field(init=False)
    agenda: AgendaVersion = field(init=False)
    draft_agenda: AgendaVersion = field(init=False)
    sign_off: SignOff = field(init=False)
    difference: Difference = field(init=False)
    cause: Cause = field(init=False)
    strength: Strength = field(init=False)
    prospect: Prospect = field(init=False)
    pledge: Pledge = field(init=False)
    cycle: Cycle = field(init=False)
    change: CycleNote = field(init=False)
    lesson: Lesson = field(init=False)
    naming: Naming = field(init=False)
    reminder_rule: ReminderRule = field(init=False)
    schedule: ReportSchedule = field(init=False)
    issued: ProgressReport = field(init=False)
    draft: ProgressReport = field(init=False)
    agreement: Agreement = field(init=False)
    community: GovernedCommunity = field(init=False)
    steward: Steward = field(init=False)
    asked: Approval = field(init=False)
    standing: Approval = field(init=False)
    withdrawal: Withdrawal = field(init=False)
    import_of_partner: Import = field(init=False)
    import_of_history: Import = field(init=False)
    shared_view: SavedView = field(init=False)
    small_cells: list[dict[str, object]] = field(default_factory=list)

    def partner_mark(self, number: int) -> str:
        """The mark of one partner's own texts, which no other partner may read: MARK-A-P1-OWN."""
        return f"{self.mark}-P{number}-OWN"

    def path(self, rest: str = "") -> str:
        return f"/{self.tenant.slug}/{self.initiative.slug}/{rest}"


def make_world(letter: str) -> World:
    """Make one whole tenant; every model of ours gets rows in it."""
    mark = f"MARK-{letter}"
    tenant = Tenant.objects.create(slug=f"tenant-{letter.lower()}", name=f"Tenant {mark}", notice=f"Notice {mark}",
                                   attribution=f"Attribution {mark}")  # fmt: skip
    world = World(mark=mark, tenant=tenant)
    with scope.tenant(tenant.pk):
        _places(world)
        _staff(world, letter)
        _partner_people(world, letter)
        agenda.name_strategies(world)
        _seats(world, letter)
        agenda.fill(world)
        partners.fill(world)
        measured.fill(world, world.people["dana" if letter == "A" else "olga"].actor)
        groups.fill(world)
        cycles.fill(world)
        definitions.fill(world)
        agreements.fill(world)
        governing.fill(world)
        saying.fill(world, world.people["dana" if letter == "A" else "olga"].actor)
        _keys(world)
        reports.fill(world)
        reminders.fill(world)
        imports.fill(world, world.people["dana" if letter == "A" else "olga"].actor)
        exploring.fill(world, world.people["dana" if letter == "A" else "olga"].actor)
        office.fill(world)
        invitation = invite_person(f"ivy@{letter.lower()}.example", f"Ivy {mark}", by=world.people["ada"].actor)
        world.invitation_token = make_token(invitation)
    return world


def _places(world: World) -> None:
    mark = world.mark
    country = Area.objects.create(code=f"{mark}-country", name=f"Country {mark}")
    area = Area.objects.create(code=f"{mark}-area", name=f"Area {mark}", parent=country)
    Subject.objects.bulk_create([Subject(area=country), Subject(area=area)])
    world.initiative = Initiative.objects.create(
        slug="first", name=f"Initiative {mark}", purpose=f"Purpose {mark}", area=area
    )
    world.other_initiative = Initiative.objects.create(slug="second", name=f"Second {mark}", purpose=mark, area=country)
    BenchmarkArea.objects.create(initiative=world.initiative, area=country)
    Outcome.objects.create(initiative=world.initiative, slug="outcome", name=f"Outcome {mark}")
    world.sector = Sector.objects.create(code="nonprofit", name=f"Sector {mark}")
    for number in range(1, PARTNERS + 1):
        # The name of a partner is known to all who take part.
        partner = Organization.objects.create(code=f"p{number}", name=f"Partner {mark}-P{number}", sector=world.sector)
        Subject.objects.create(organization=partner)
        Participation.objects.create(initiative=world.initiative, organization=partner)
        world.partners.append(partner)
    former = Organization.objects.create(code="former", name=f"Former {mark}", active_to=date(2020, 12, 31))
    Subject.objects.create(organization=former)
    Participation.objects.create(initiative=world.other_initiative, organization=former)
    Succession.objects.create(predecessor=former, successor=world.partners[0], took_effect_on=date(2021, 1, 1))


def _person(world: World, name: str, letter: str, roles: Iterable[str], organization: str = "") -> Person:
    user, _ = User.objects.get_or_create(
        email=f"{name}@{letter.lower()}.example", defaults={"name": f"{name.title()} {world.mark}", "password": _hash()}
    )
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    membership = Membership.objects.create(user=user, joined_at=timezone.now())
    person = Person(name, user, membership, world.tenant, tuple(roles), organization)
    world.people[name] = person
    return person


_hashed: list[str] = []


def _hash() -> str:
    """One hash for all of the cast: making it anew for each would be most of the suite's time."""
    if not _hashed:
        _hashed.append(make_password(PASSWORD))
    return _hashed[0]


def _staff(world: World, letter: str) -> None:
    manager = "dana" if letter == "A" else "olga"
    for name, role in (
        (manager, Role.DATA_MANAGER),
        ("priya", Role.PROJECT_MANAGER),
        ("ada", Role.ADMINISTRATOR),
        ("fay", Role.FACILITATOR),
    ):
        person = _person(world, name, letter, [role])
        StaffRole.objects.create(membership=person.membership, role=role)


def _partner_people(world: World, letter: str) -> None:
    for name, number, role in (
        ("paolo", 1, Role.DATA_SUBMITTER),
        ("rita", 1, Role.REPRESENTATIVE),
        ("vera", 1, Role.VIEWER),
        ("petra", 2, Role.DATA_SUBMITTER),
        ("pia", 3, Role.DATA_SUBMITTER),
    ):
        organization = world.partners[number - 1]
        person = _person(world, name, letter, [role], organization.code)
        PartnerRole.objects.create(membership=person.membership, organization=organization, role=role)


def _seats(world: World, letter: str) -> None:
    groups.form(world)
    # A seat never shows a partner's own figures: stella sits for paolo's organization.
    for name, role, sits_in, function in (
        ("stella", Role.STEERING_MEMBER, world.committee, Seat.Function.MEMBER),
        ("wes", Role.CHAIR, world.group, Seat.Function.CHAIR),
        ("gwen", Role.GROUP_MEMBER, world.group, Seat.Function.MEMBER),
    ):
        person = _person(world, name, letter, [role])
        world.seat = groups.sit(world, sits_in, person.membership, function, world.partners[0])
    _person(world, "willa", letter, [Role.STEWARD])
    observer = _person(world, "oscar", letter, [Role.OBSERVER])
    Observer.objects.create(membership=observer.membership, initiative=world.initiative)


def _keys(world: World) -> None:
    ada = world.people["ada"].actor
    scopes = list(ApiKey.Scope.values)
    key, world.keys["tenant"] = make_key(
        f"Key {world.mark}", scopes, by=ada, expires_at=timezone.now() + timedelta(days=9)
    )
    StoredReply.objects.create(
        key=key, idempotency_key=f"Reply {world.mark}", request_hash="0" * 64, status=201, body={"text": world.mark}
    )
    for partner in world.partners:
        _key, secret = make_partner_key(f"Key {world.mark} of {partner.code}", scopes, partner, by=ada)
        world.keys[partner.code] = secret
