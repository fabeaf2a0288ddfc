"""Which organizations have accepted the agenda, by whom, with which reservations, and until when?"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models.agenda import AgendaVersion, Section
from initiatives.models.initiatives import Initiative
from initiatives.models.partners import Organization


class SignOff(TenantOwned):
    """An institution accepts the primary goals of an adopted agenda, through its representative, for a term.

    It outlasts the person who signed: only the institution takes it back, lets it lapse, or renews it by another one.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="sign_offs")
    agenda = TenantForeignKey(AgendaVersion, models.PROTECT, related_name="sign_offs")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="sign_offs")
    name = models.CharField(_("your name"), max_length=200)
    title = models.CharField(_("your title"), max_length=200)
    commitment = models.TextField(_("what your organization commits itself to"), max_length=4000, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    starts_on = models.DateField()
    ends_on = models.DateField(_("for a term until the end of"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="sign_off_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="sign_off_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="sign_off_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.agenda}"


class Reservation(TenantOwned):
    """What an organization does not share of a section that it signed; it stays readable beside the signature."""

    sign_off = TenantForeignKey(SignOff, models.CASCADE, related_name="reservations")
    section = models.CharField(max_length=20, choices=Section)
    text = models.TextField(max_length=2000)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "sign_off", "section"], name="reservation_once")]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:40]}"
