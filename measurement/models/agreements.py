"""What has a partner agreed to: which of its figures, for what, seen by whom, from when to when?"""

from uuid import uuid4

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization
from measurement.models.dimensions import Dimension
from measurement.models.indicators import Indicator


class Agreement(TenantOwned):
    """A partner's word on its figures in an initiative: what they are for, who may see them, how they are kept.

    It counts between its dates once both sides have signed, until its partner withdraws it or a newer one takes
    its place. What was signed is never changed.
    """

    class Level(models.TextChoices):
        TOTALS = "totals", _("Totals only, with the figures of others")
        OWN_FIGURES = "own_figures", _("The partner’s own figures, to those named below")

    class Groups(models.TextChoices):
        ALL = "all", _("All groups")
        WHOLE = "whole", _("The whole only, no groups")
        CHOSEN = "chosen", _("The whole and the groups of the dimensions chosen below")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SIGNED = "signed", _("Signed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="agreements")
    provider = TenantForeignKey(Organization, models.PROTECT, related_name="agreements")
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("purpose"))
    level = models.CharField(_("others see"), max_length=11, choices=Level, default=Level.TOTALS)
    groups = models.CharField(_("in groups"), max_length=6, choices=Groups, default=Groups.ALL)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    threshold = models.PositiveSmallIntegerField(
        _("threshold of small numbers"), null=True, blank=True, validators=[MinValueValidator(5)]
    )
    is_confidential = models.BooleanField(_("the partner’s figures are confidential"), default=False)
    # None: the agreement says nothing about it.
    shows_zero = models.BooleanField(_("a count of zero may be shown"), null=True, blank=True)
    replaces = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replacements")
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    signed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="agreement_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreement_dates_in_order",
                violation_error_message=_("An agreement cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="agreement_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.title}"

    @property
    def organization_id(self) -> int:
        """The partner whose agreement it is: rights to one's own ask for it."""
        return int(self.provider_id)

    @property
    def state(self) -> State:
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.SIGNED if self.signed_at else self.State.DRAFT

    @property
    def opens(self) -> bool:
        return self.level == self.Level.OWN_FIGURES


class AgreementIndicator(TenantOwned):
    """An indicator that an agreement covers; one that names none covers all that the initiative has adopted."""

    agreement = TenantForeignKey(Agreement, models.CASCADE, related_name="indicators")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "agreement", "indicator"], name="agreement_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} in {self.agreement}"


class AgreementDimension(TenantOwned):
    """A dimension by whose groups an agreement opens figures; crossed groups need all of theirs."""

    agreement = TenantForeignKey(Agreement, models.CASCADE, related_name="dimensions")
    dimension = TenantForeignKey(Dimension, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "agreement", "dimension"], name="agreement_dimension_once")
        ]

    def __str__(self) -> str:
        return f"{self.dimension} in {self.agreement}"


class AgreementAudience(TenantOwned):
    """Some to whom an agreement opens its partner's own figures."""

    class Audience(models.TextChoices):
        STEERING_COMMITTEE = "steering_committee", _("The steering committee")
        GROUP_MEMBERS = "group_members", _("Members of working groups")
        PARTNERS = "partners", _("Partner organizations of the initiative")
        STAFF = "staff", _("Backbone staff")
        KEYS = "keys", _("API keys of the tenant")
        PUBLIC = "public", _("Everybody, also in reports")

    agreement = TenantForeignKey(Agreement, models.CASCADE, related_name="audiences")
    audience = models.CharField(max_length=20, choices=Audience)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "agreement", "audience"], name="agreement_audience_once")
        ]

    def __str__(self) -> str:
        return f"{self.audience} in {self.agreement}"


class Signature(TenantOwned):
    """Who signed an agreement for which side, with name and title as they were then."""

    class Side(models.TextChoices):
        PROVIDER = "provider", _("For the partner")
        BACKBONE = "backbone", _("For the backbone organization")

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=8, choices=Side)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "agreement", "side"], name="signature_once_a_side")]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}: {self.agreement}"
