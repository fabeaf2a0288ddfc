"""Who is in the demo? All made up: names, seats and who has sent."""

from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from backbone.accounts.models import User
from backbone.tenancy.models import Membership, StaffRole
from backbone.tenancy.roles import Role
from initiatives.models import Organization, PartnerRole

PASSWORD = "cradle-to-career"  # noqa: S105 - printed at start-up; production refuses to load the demo


@cache
def _hash() -> str:
    """One hash for all: fifty would take ten seconds of every first start."""
    return make_password(PASSWORD)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person's way in, as `script/server` prints it."""

    role: str
    email: str
    password: str = PASSWORD


SIGN_INS = [
    SignIn("Data manager", "dana@northern.example"),
    SignIn("Project manager", "priya@northern.example"),
    SignIn("Facilitator", "fay@northern.example"),
    SignIn("Administrator", "ada@northern.example"),
    SignIn("Steering committee member", "stella@northern.example"),
    SignIn("Chair of a working group", "wes@northern.example"),
    SignIn("Working group member", "gwen@northern.example"),
    SignIn("Observer", "oscar@northern.example"),
    SignIn("Submitter of a partner that owes (Gateshead)", "paolo@gateshead.example"),
    SignIn("Representative of that partner", "rita@gateshead.example"),
    SignIn("Viewer at that partner", "vera@gateshead.example"),
    SignIn("Submitter of another partner (Sunderland)", "petra@sunderland.example"),
    SignIn("Data manager of another tenant", "olga@riverside.example"),
    SignIn("Data manager who is sent files (Colorado)", "dana.colorado@partnership.example"),
    SignIn("Submitter of a district there (Denver)", "diego@denver.example"),
]


def person(email: str, name: str) -> Membership:
    """A person with a verified address who belongs to the tenant in scope."""
    user, _ = User.objects.get_or_create(email=email, defaults={"name": name, "password": _hash()})
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    membership, _ = Membership.objects.get_or_create(user=user, defaults={"joined_at": timezone.now()})
    return membership


def staff(email: str, name: str, role: Role) -> Membership:
    membership = person(email, name)
    StaffRole.objects.get_or_create(membership=membership, role=role)
    return membership


def backbone_staff() -> Membership:
    """The staff of the first tenant; returns its data manager."""
    staff("ada@northern.example", "Ada Norris", Role.ADMINISTRATOR)
    staff("priya@northern.example", "Priya Shah", Role.PROJECT_MANAGER)
    staff("fay@northern.example", "Fay Burton", Role.FACILITATOR)
    return staff("dana@northern.example", "Dana Whitfield", Role.DATA_MANAGER)


def partner_person(email: str, name: str, organization: Organization, role: Role) -> Membership:
    membership = person(email, name)
    PartnerRole.objects.get_or_create(membership=membership, organization=organization, role=role)
    return membership
