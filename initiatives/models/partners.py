"""Which organizations take part, since when, and who speaks for them?"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import ApiKey, Membership, TenantForeignKey, TenantOwned
from backbone.tenancy.roles import LABELS, Role

PARTNER_ROLES = [Role.REPRESENTATIVE, Role.DATA_SUBMITTER, Role.VIEWER]


class Sector(TenantOwned):
    """A kind of organization, such as government or philanthropy; a tenant keeps its own short list."""

    uid = models.UUIDField(default=uuid4, editable=False)
    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="sector_code_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="sector_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return self.name


class Organization(TenantOwned):
    """A partner organization of the tenant; the same one may take part in several initiatives."""

    uid = models.UUIDField(default=uuid4, editable=False)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    sector = TenantForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="organizations")
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="organization_code_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="organization_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=models.Q(active_to=None)
                | models.Q(active_from=None)
                | models.Q(active_to__gte=models.F("active_from")),
                name="organization_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organization_id(self) -> int:
        """An organization is its own: what is `own` for its people counts for it."""
        return int(self.pk)


class Succession(TenantOwned):
    """One organization followed another, as when a county became two."""

    predecessor = TenantForeignKey(Organization, models.PROTECT, related_name="followed_by")
    successor = TenantForeignKey(Organization, models.PROTECT, related_name="follows")
    took_effect_on = models.DateField()

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "predecessor", "successor"], name="succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Participation(TenantOwned):
    """A partner organization takes part in an initiative, between two dates."""

    initiative = TenantForeignKey("initiatives.Initiative", models.PROTECT, related_name="participations")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="participations")
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "organization"], name="participation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} in {self.initiative}"


class PartnerRole(TenantOwned):
    """What a person does for a partner organization."""

    ROLES = [(role.value, LABELS[role]) for role in PARTNER_ROLES]

    membership = TenantForeignKey(Membership, models.CASCADE, related_name="partner_roles")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="people")
    role = models.CharField(max_length=20, choices=ROLES)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "membership", "organization", "role"],
                condition=models.Q(ended_at=None),
                name="partner_role_once_in_force",
                violation_error_message=_("This person has that role already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.role}"


class PartnerKey(TenantOwned):
    """An API key that belongs to one partner organization and sees and sends only its own."""

    key = TenantForeignKey(ApiKey, models.CASCADE, related_name="partner")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="keys")

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "key"], name="partner_key_once")]

    def __str__(self) -> str:
        return f"{self.key} of {self.organization}"
