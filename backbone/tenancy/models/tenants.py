"""Who runs initiatives here, and who belongs to it?"""

from typing import ClassVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models.owned import TenantForeignKey, TenantOwned
from backbone.tenancy.roles import Role

# First parts of paths that are no tenant, and second parts that are no initiative.
RESERVED = {
    "account",
    "api",
    "communities",
    "found",
    "health",
    "invitations",
    "keys",
    "p",
    "permissions",
    "settings",
    "static",
}


def refuse_reserved(slug: str) -> None:
    """Raise ValidationError for a slug under which a page of its own stands."""
    if slug in RESERVED:
        text = _("“%(slug)s” is used for a page of its own. Choose another name.")
        raise ValidationError({"slug": ValidationError(text, params={"slug": slug})})


class Tenant(models.Model):
    """A backbone organization. Global: it is looked up by its slug before any tenant is in scope."""

    class SmallNumbers(models.TextChoices):
        HIDE = "hide", _("Hidden")
        ROUND = "round", _("Rounded to 5, as all counts of people are")
        CODE = "code", _("Hidden; shares near the ends read “5% or less”, “95% or more”")

    uid = models.UUIDField(default=uuid4, editable=False, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    notice = models.CharField(
        _("notice"), max_length=300, blank=True, help_text=_("Shown on every page and in every document.")
    )
    attribution = models.CharField(_("attribution of sources"), max_length=500, blank=True)
    requires_second_factor = models.BooleanField(
        _("administrators sign in with a second factor"),
        default=False,
        help_text=_("Administrators must set up an authenticator app before they can work here."),
    )
    smallest_cell = models.PositiveSmallIntegerField(
        _("threshold of small numbers"), default=10, validators=[MinValueValidator(5)]
    )
    small_numbers = models.CharField(
        _("small numbers are"), max_length=5, choices=SmallNumbers, default=SmallNumbers.HIDE
    )
    shows_zero = models.BooleanField(_("a count of zero is shown"), default=False)
    least_contributors = models.PositiveSmallIntegerField(
        _("least contributors to a total"), default=3, validators=[MinValueValidator(3)]
    )
    least_coverage = models.PositiveSmallIntegerField(
        _("least coverage of a judged total, in per cent"), default=90, validators=[MaxValueValidator(100)]
    )
    mails_per_week = models.PositiveSmallIntegerField(
        _("reminders stop after so many mails to a person in seven days"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(smallest_cell__gte=5), name="tenant_smallest_cell_at_least_5"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_reserved(self.slug)


class Membership(TenantOwned):
    """A person belongs to a tenant. Every role they hold there hangs on this row.

    It is made when the person is invited and counts from `joined_at` on, when they accepted.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    # Only for the switcher, inside `scope.person`: row security shows a person their own rows.
    of_person: ClassVar[models.Manager["Membership"]] = models.Manager()

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="membership_once_per_tenant"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="membership_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def shown_name(self) -> str:
        """How others of the tenant see the person: by address until they have joined, since a name that other tenants
        know is not this one's to tell.
        """
        return str(self.user) if self.joined_at else self.user.email

    @property
    def is_in_force(self) -> bool:
        return self.joined_at is not None and self.ended_at is None


class StaffRole(TenantOwned):
    """A role on the backbone's own staff, in every initiative of the tenant."""

    ROLES = [(role.value, role.label) for role in Role.staff()]

    membership = TenantForeignKey(Membership, models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=20, choices=ROLES)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "membership", "role"],
                condition=models.Q(ended_at=None),
                name="staff_role_once_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.role}"


class Invitation(TenantOwned):
    """A letter to a person whose membership waits: the token opens the page where they accept."""

    uid = models.UUIDField(default=uuid4, editable=False)
    membership = TenantForeignKey(Membership, models.CASCADE, related_name="invitations")
    # Made when the letter is written, and only its hash is kept; None until then.
    token_hash = models.CharField(max_length=64, null=True)  # noqa: DJ001 - NULL so that waiting ones do not collide
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "token_hash"], name="invitation_token_unique"),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.membership}"


class ApiKey(TenantOwned):
    """Opens the API to a system of the tenant or of one partner; only its hash is kept."""

    class Scope(models.TextChoices):
        READ = "read", _("Read indicators, series and totals")
        SEND = "send", _("Send figures")

    uid = models.UUIDField(default=uuid4, editable=False)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    key_hash = models.CharField(max_length=64)
    is_of_partner = models.BooleanField(default=False, help_text=_("Which partner stands in initiatives."))
    scopes = models.CharField(max_length=60, help_text=_("Words separated by spaces."))
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key_hash"], name="api_key_hash_unique"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="api_key_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_labels(self) -> list[str]:
        return [str(self.Scope(scope).label) for scope in self.scopes.split()]

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()
