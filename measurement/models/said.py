"""What do people say beside the curve of an indicator, and which partners let each other see their figures?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization
from measurement.models.adoptions import Adoption


class CurveText(TenantOwned):
    """One answer to one of four questions beside a curve, by its author, on its day.

    It is never changed: a new answer stands before the older ones, which stay readable.
    """

    class Kind(models.TextChoices):
        BEHIND = "behind", _("The story behind the curve")
        HELPS = "helps", _("Who can help")
        WORKS = "works", _("What works")
        PROPOSED = "proposed", _("What we propose")

    adoption = TenantForeignKey(Adoption, models.CASCADE, related_name="curve_texts")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(max_length=4000)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["tenant", "adoption"], name="curve_text_of_adoption")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class ContextNote(TenantOwned):
    """What happened around an initiative on a day, such as a budget cut; drawn on one curve or on all.

    A note is never changed: it may be withdrawn, and is then drawn no more.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="context_notes")
    adoption = TenantForeignKey(Adoption, models.CASCADE, null=True, related_name="context_notes")
    happened_on = models.DateField()
    text = models.CharField(max_length=200)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        ordering = ["happened_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="context_note_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return f"{self.happened_on}: {self.text}"


class ComparisonConsent(TenantOwned):
    """A partner lets those partners of an initiative that do the same see its figures by name, until it revokes it."""

    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="+")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "initiative", "organization"],
                condition=Q(revoked_at=None),
                name="comparison_consent_one_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} in {self.initiative}"
