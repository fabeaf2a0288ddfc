"""Who is asked for which indicator, in which groups, and from when to when?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Organization, Sector
from measurement.models.adoptions import Adoption
from measurement.models.dimensions import Dimension


class Assignment(TenantOwned):
    """An adopted indicator is asked of partners: all of them, those of a sector, or some that are listed.

    It counts for periods that lie wholly between its dates. Several may stand beside each other; a figure asked for
    twice is owed once.
    """

    class Reach(models.TextChoices):
        ALL = "all", _("All partners of the initiative")
        SECTOR = "sector", _("Partners of one sector")
        LISTED = "listed", _("Partners on a list")

    uid = models.UUIDField(default=uuid4, editable=False)
    adoption = TenantForeignKey(Adoption, models.PROTECT, related_name="assignments")
    reach = models.CharField(_("asked of"), max_length=6, choices=Reach, default=Reach.ALL)
    sector = TenantForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector"))
    starts_on = models.DateField(_("for periods from"), null=True, blank=True)
    ends_on = models.DateField(_("for periods until"), null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="assignment_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(reach="sector", sector__isnull=False) | (~Q(reach="sector") & Q(sector=None)),
                name="assignment_names_its_sector",
                violation_error_message=_("Choose the sector, and only where a sector is asked."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=models.F("ends_on")),
                name="assignment_dates_in_order",
                violation_error_message=_("An assignment cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adoption}: {self.reach}"

    @property
    def initiative_id(self) -> int:
        return int(self.adoption.initiative_id)


class AssignedPartner(TenantOwned):
    """A partner on the list of an assignment."""

    assignment = TenantForeignKey(Assignment, models.CASCADE, related_name="partners")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "assignment", "organization"], name="assigned_partner_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.assignment}"


class AssignedDimension(TenantOwned):
    """A dimension by which an assignment wants its figures too: alone, or crossed with the others that are crossed."""

    assignment = TenantForeignKey(Assignment, models.CASCADE, related_name="dimensions")
    dimension = TenantForeignKey(Dimension, models.PROTECT, related_name="+")
    is_crossed = models.BooleanField(default=False)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "assignment", "dimension"], name="assigned_dimension_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.assignment}"
