"""Which community governs which figures, by whose word, and who has looked at them?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import ApiKey, Membership, TenantForeignKey, TenantOwned
from initiatives.models import Subject
from measurement.models.agreements import Agreement
from measurement.models.dimensions import Category
from measurement.models.indicators import Indicator


class GovernedCommunity(TenantOwned):
    """A community that governs figures about itself: those of its subjects, and those of its categories anywhere.

    Nobody but provider and data manager sees them without its steward's word. Only its stewards end this.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    slug = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    statement = models.TextField(_("what it governs, and by which right"))
    started_at = models.DateTimeField(default=timezone.now)
    # Since when it governs what it governs now: what was told before was worked out without it.
    governs_since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="community_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "slug"], name="community_slug_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_because=""), name="community_ended_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def community_id(self) -> int:
        """Itself: a steward's rights to its own ask for it."""
        return int(self.pk)


class CommunitySubject(TenantOwned):
    """A partner organization or an area whose figures a community governs."""

    community = TenantForeignKey(GovernedCommunity, models.CASCADE, related_name="subjects")
    subject = TenantForeignKey(Subject, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "community", "subject"], name="community_subject_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.community}"


class CommunityCategory(TenantOwned):
    """A group whose figures a community governs, whoever sends them; crossed with others too."""

    community = TenantForeignKey(GovernedCommunity, models.CASCADE, related_name="categories")
    category = TenantForeignKey(Category, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "community", "category"], name="community_category_once")
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.community}"


class Steward(TenantOwned):
    """A person who speaks for a community: says yes or no, sees who looked, exports and withdraws."""

    uid = models.UUIDField(default=uuid4, editable=False)
    community = TenantForeignKey(GovernedCommunity, models.PROTECT, related_name="stewards")
    membership = TenantForeignKey(Membership, models.PROTECT, related_name="stewards")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="steward_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "community", "membership"], condition=Q(ended_at=None), name="steward_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.community}"


class Approval(TenantOwned):
    """What a community's steward was asked, and answered.

    A release is answered for an indicator, up to a last day or, standing, for what is to come too. A definition is
    answered as it was worded, known by its digest; an agreement as a whole.
    """

    class Kind(models.TextChoices):
        DEFINITION = "definition", _("A definition")
        AGREEMENT = "agreement", _("An agreement")
        RELEASE = "release", _("A release")

    uid = models.UUIDField(default=uuid4, editable=False)
    community = TenantForeignKey(GovernedCommunity, models.PROTECT, related_name="approvals")
    kind = models.CharField(max_length=10, choices=Kind)
    indicator = TenantForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    agreement = TenantForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    wording = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    through = models.DateField(null=True)
    is_standing = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    is_approved = models.BooleanField(null=True)
    because = models.CharField(max_length=500, blank=True)
    # When a standing approval was taken back: it covers what was told until then.
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="approval_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(kind="release", indicator__isnull=False, through__isnull=False, agreement=None)
                | Q(kind="definition", indicator__isnull=False, agreement=None) & ~Q(digest="")
                | Q(kind="agreement", agreement__isnull=False, indicator=None),
                name="approval_names_what_it_is_of",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_approved=None) | Q(decided_at__isnull=False, is_approved__isnull=False),
                name="approval_decided_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(is_approved=False) | ~Q(because=""), name="approval_declined_with_reason"
            ),
            models.UniqueConstraint(
                fields=["tenant", "community", "kind", "indicator", "agreement", "digest"],
                condition=Q(decided_at=None),
                nulls_distinct=False,
                name="approval_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.kind} {self.indicator or self.agreement}"


class Withdrawal(TenantOwned):
    """A community takes its figures back: all of them, or one indicator's; until its steward resumes."""

    uid = models.UUIDField(default=uuid4, editable=False)
    community = TenantForeignKey(GovernedCommunity, models.PROTECT, related_name="withdrawals")
    indicator = TenantForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    because = models.CharField(max_length=500)
    withdrawn_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(TenantOwned.Meta):
        ordering = ["-withdrawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="withdrawal_uid_unique_in_tenant"),
            models.CheckConstraint(condition=~Q(because=""), name="withdrawal_with_reason"),
            models.UniqueConstraint(
                fields=["tenant", "community", "indicator"],
                condition=Q(resumed_at=None),
                nulls_distinct=False,
                name="withdrawal_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.indicator or 'all'}"


class Look(TenantOwned):
    """Who has been shown governed figures of an indicator through which door, on one day; nothing is taken from it."""

    community = TenantForeignKey(GovernedCommunity, models.PROTECT, related_name="looks")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+")
    door = models.CharField(max_length=80)
    looked_on = models.DateField()
    # Neither: the schedule.
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    key = TenantForeignKey(ApiKey, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta(TenantOwned.Meta):
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "community", "looked_on", "indicator", "door", "user", "key"],
                nulls_distinct=False,
                name="look_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.door}, {self.looked_on}: {self.indicator}"
