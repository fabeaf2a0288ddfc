"""How does each partner see the problem, and where do they differ?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.comments.models import Comment
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative
from initiatives.models.partners import Organization


class ProblemDefinition(TenantOwned):
    """A partner's own words for the problem and for what it wants to reach. The latest counts, all are kept."""

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="problem_definitions")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="problem_definitions")
    problem = models.TextField(_("the problem, as we see it"), max_length=4000)
    goal = models.TextField(_("what we want to reach"), max_length=4000)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="problem_definition_uid_unique"),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "organization"],
                condition=models.Q(replaced_at=None),
                name="one_problem_definition_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.problem[:40]}"


class Difference(TenantOwned):
    """Something that partners see differently: raised, discussed, then resolved, or left standing in the open."""

    class State(models.TextChoices):
        RAISED = "raised", _("Raised")
        DISCUSSED = "discussed", _("Discussed")
        RESOLVED = "resolved", _("Resolved")
        STANDING = "standing", _("Left standing")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="differences")
    title = models.CharField(_("what it is about"), max_length=200)
    description = models.TextField(_("who sees what how"), max_length=4000)
    state = models.CharField(max_length=9, choices=State, default=State.RAISED)
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["-raised_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="difference_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return self.title


class DifferenceParty(TenantOwned):
    """A partner whose view is part of a difference."""

    difference = TenantForeignKey(Difference, models.CASCADE, related_name="parties")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "difference", "organization"], name="difference_party_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.difference}"


class DifferenceStep(Comment):
    """What was said or decided about a difference, and the state in which that left it."""

    difference = TenantForeignKey(Difference, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=9, choices=Difference.State)

    class Meta(Comment.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="difference_step_uid_unique")]
