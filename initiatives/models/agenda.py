"""What have partners agreed to want together, in which words, and what was said about these words?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.comments.models import Comment
from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative, Outcome
from initiatives.models.partners import Organization
from initiatives.models.strategies import Strategy


class Section(models.TextChoices):
    """The sections of an agenda, in the order in which it is read."""

    GUIDING_QUESTION = "guiding_question", _("Guiding question")
    UNDERSTANDING = "understanding", _("How we understand the problem")
    VISION = "vision", _("Vision")
    BOUNDARIES = "boundaries", _("Boundaries")
    GOALS = "goals", _("Outcomes and goals")
    STRATEGIES = "strategies", _("Strategies")
    JOINT_APPROACH = "joint_approach", _("Joint approach")


class AgendaVersion(TenantOwned):
    """One numbered version of an initiative's common agenda: drafted, open for comment, adopted, superseded.

    What was adopted is never changed; another version follows it. There is one that is not adopted yet at most.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open for comment")
        ADOPTED = "adopted", _("Adopted")
        SUPERSEDED = "superseded", _("Superseded")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="agenda_versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("public name"), max_length=120)
    change_note = models.CharField(_("what changes with it"), max_length=500, blank=True)
    # Where it is for stands with the initiative: its area.
    population = models.CharField(_("for whom"), max_length=200, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until which year"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    comments_until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "number"], name="agenda_version_number_once"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="agenda_version_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "initiative"], condition=Q(state="adopted"), name="one_agenda_adopted"
            ),
            models.UniqueConstraint(
                fields=["tenant", "initiative"], condition=Q(state__in=["draft", "open"]), name="one_agenda_in_work"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def is_in_work(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.OPEN)


class AgendaSection(TenantOwned):
    """The text of one section of a version."""

    agenda = TenantForeignKey(AgendaVersion, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=Section)
    text = models.TextField(_("text"), max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "agenda", "kind"], name="agenda_section_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.agenda}"


class Boundary(TenantOwned):
    """Something that the initiative takes on, or leaves to others, and why."""

    uid = models.UUIDField(default=uuid4, editable=False)
    agenda = TenantForeignKey(AgendaVersion, models.CASCADE, related_name="boundaries")
    is_inside = models.BooleanField(_("inside the boundaries"), default=True)
    what = models.CharField(_("what"), max_length=300)
    because = models.CharField(_("why"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["-is_inside", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="boundary_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return self.what


class Goal(TenantOwned):
    """What a version wants to reach. Partners accept the primary goals for their organizations.

    `key` stays the same from version to version, so that one sees which goal was put into other words.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    key = models.UUIDField(default=uuid4, editable=False)
    agenda = TenantForeignKey(AgendaVersion, models.CASCADE, related_name="goals")
    outcome = TenantForeignKey(Outcome, models.PROTECT, null=True, blank=True, related_name="goals")
    statement = models.CharField(_("goal"), max_length=500)
    is_primary = models.BooleanField(_("a primary goal"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["-is_primary", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="goal_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "agenda", "key"], name="goal_once_a_version"),
        ]

    def __str__(self) -> str:
        return self.statement


class AgendaStrategy(TenantOwned):
    """A strategy of the initiative stands in a version, in the words that it had then."""

    agenda = TenantForeignKey(AgendaVersion, models.CASCADE, related_name="strategies")
    strategy = TenantForeignKey(Strategy, models.PROTECT, related_name="agendas")
    name = models.CharField(max_length=120)
    description = models.TextField(max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "agenda", "strategy"], name="agenda_strategy_once")]

    def __str__(self) -> str:
        return self.name


class SectionComment(Comment):
    """What somebody says about a section while a version is open for comment; a proposal wants other words.

    Each gets an answer: what became of it, and why.
    """

    class Became(models.TextChoices):
        TAKEN_UP = "taken_up", _("Taken up")
        IN_PART = "in_part", _("Taken up in part")
        NOT_TAKEN_UP = "not_taken_up", _("Not taken up")
        NOTED = "noted", _("Noted")

    agenda = TenantForeignKey(AgendaVersion, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=20, choices=Section)
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    is_proposal = models.BooleanField(_("I propose other words"), default=False)
    became = models.CharField(max_length=12, choices=Became, blank=True)
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(Comment.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="section_comment_uid_unique"),
            models.CheckConstraint(
                condition=Q(answered_at=None, became="")
                | (Q(answered_at__isnull=False) & ~Q(became="") & ~Q(answer="")),
                name="section_comment_answered_whole",
            ),
        ]


class Position(TenantOwned):
    """Where a member of the steering committee stands on a version: consent, or dissent that is kept with its words."""

    class Stand(models.TextChoices):
        CONSENT = "consent", _("Consents")
        ASIDE = "aside", _("Stands aside")
        DISSENT = "dissent", _("Dissents")
        RECUSED = "recused", _("Takes no part, because of an interest")

    agenda = TenantForeignKey(AgendaVersion, models.CASCADE, related_name="positions")
    membership = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    # Whose seat it was then; None for a seat of nobody's organization.
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    stand = models.CharField(_("where I stand"), max_length=8, choices=Stand)
    words = models.TextField(_("in my words"), max_length=2000, blank=True)
    interest = models.CharField(_("an interest to declare"), max_length=500, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "agenda", "membership"], name="position_once_a_version"),
            models.CheckConstraint(condition=Q(stand="consent") | ~Q(words=""), name="dissent_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.stand}"
