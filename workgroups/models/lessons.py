"""What was learnt, from what worked and from what did not, and who agreed to be named in it?"""

from uuid import uuid4

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, GeneratedField, Q, When
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization, Strategy
from measurement.models import Indicator
from workgroups.models.activities import Activity
from workgroups.models.cycles import Cycle, CycleNote
from workgroups.models.groups import Group

# How words of a language are told to be forms of each other, in PostgreSQL's names.
CONFIGS = {"en": "english", "fr": "french"}


def _vector(config: str) -> Combinable:
    """Title before what was learnt before what happened."""
    title, learnt = SearchVector("title", weight="A", config=config), SearchVector("learnt", weight="B", config=config)
    return title + learnt + SearchVector("happened", weight="C", config=config)


class Lesson(TenantOwned):
    """What somebody learnt, told for all; what did not work stands beside what did.

    It is read by others once it is published and everybody who is named in it has consented.
    """

    class Worked(models.TextChoices):
        YES = "yes", _("It worked")
        PARTLY = "partly", _("It worked in part")
        NO = "no", _("It did not work")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="lessons")
    title = models.CharField(_("title"), max_length=160)
    happened = models.TextField(_("what happened"), max_length=8000)
    learnt = models.TextField(_("what we learnt"), max_length=8000)
    worked = models.CharField(_("did it work?"), max_length=6, choices=Worked)
    language = models.CharField(max_length=2, choices=[(each, each) for each in CONFIGS], default="en")
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="lessons")
    group = TenantForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="lessons")
    strategy = TenantForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="lessons")
    activity = TenantForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="lessons")
    cycle = TenantForeignKey(Cycle, models.PROTECT, null=True, blank=True, related_name="lessons")
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    search = GeneratedField(
        expression=Case(When(language="fr", then=_vector("french")), default=_vector("english")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(TenantOwned.Meta):
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="lesson_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(organization=None, group__isnull=False) | Q(organization__isnull=False, group=None),
                name="lesson_comes_from_one",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def origin(self) -> str:
        """From whom it comes, by name."""
        return str(self.group or self.organization)


class LessonIndicator(TenantOwned):
    """A lesson says something about an indicator."""

    lesson = TenantForeignKey(Lesson, models.CASCADE, related_name="indicators")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="lessons")

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "lesson", "indicator"], name="lesson_indicator_once")]

    def __str__(self) -> str:
        return f"{self.lesson} → {self.indicator}"


class Naming(TenantOwned):
    """A person or an organization is named in a lesson, or in the story of a cycle.

    Nobody but its teller and those named reads the text before each of them has consented to these very words: when
    they change, all are asked anew. Consent is taken back at any time.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    lesson = TenantForeignKey(Lesson, models.CASCADE, null=True, blank=True, related_name="namings")
    story = TenantForeignKey(CycleNote, models.CASCADE, null=True, blank=True, related_name="namings")
    membership = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="named_in")
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="named_in")
    # Empty while the lesson is a draft.
    asked_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The words were changed, or the text was taken back.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="naming_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(lesson=None, story__isnull=False) | Q(lesson__isnull=False, story=None),
                name="naming_is_in_one_text",
            ),
            models.CheckConstraint(
                condition=Q(membership=None, organization__isnull=False)
                | Q(membership__isnull=False, organization=None),
                name="naming_is_of_one",
            ),
            models.CheckConstraint(
                condition=Q(consented_at=None) | Q(declined_at=None), name="naming_consents_or_declines"
            ),
            models.UniqueConstraint(
                fields=["tenant", "lesson", "story", "membership", "organization"], condition=Q(ended_at=None),
                nulls_distinct=False, name="naming_once_in_force",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.membership or self.organization}: {self.lesson or self.story}"

    @property
    def name(self) -> str:
        """Who is named."""
        return str(self.membership.user if self.membership else self.organization)
