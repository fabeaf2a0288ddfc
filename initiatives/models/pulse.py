"""What do partners think of the initiative, asked so that nobody can be told by the answer?

There is no row of one person's answers at all: ratings are counted as they come in, and what is written is kept
without person, moment or order. A ticket says that somebody has answered, and nothing else.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative


class PulseSurvey(TenantOwned):
    """One asking of the partners: until when, and how many must answer before anything is shown."""

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="pulses")
    title = models.CharField(_("title"), max_length=120)
    opens_on = models.DateField()
    closes_on = models.DateField(_("last day"))
    closed_on = models.DateField(null=True)
    least = models.PositiveSmallIntegerField(_("fewest answers that are shown"), default=5)
    # How many were asked; raised when more have come to take part by the time that somebody answers.
    asked = models.PositiveIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="pulse_survey_uid_unique_in_tenant"),
            models.CheckConstraint(condition=Q(least__gte=5), name="pulse_shows_nothing_of_fewer_than_5"),
        ]

    def __str__(self) -> str:
        return self.title


class PulseTally(TenantOwned):
    """How many have given one rating to one question; all tallies of a survey are rewritten with each answer."""

    survey = TenantForeignKey(PulseSurvey, models.CASCADE, related_name="tallies")
    question = models.CharField(max_length=20)
    rating = models.PositiveSmallIntegerField()
    given = models.PositiveIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "survey", "question", "rating"], name="pulse_tally_once"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="pulse_rated_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.rating}: {self.given}"


class PulseText(TenantOwned):
    """What somebody wrote; all texts of a survey are written anew, in another order, with each answer."""

    survey = TenantForeignKey(PulseSurvey, models.CASCADE, related_name="texts")
    text = models.CharField(max_length=1000)

    class Meta(TenantOwned.Meta):
        pass

    def __str__(self) -> str:
        return self.text[:60]


class PulseTicket(TenantOwned):
    """Somebody has answered a survey, once. It holds neither the answer nor the moment."""

    survey = TenantForeignKey(PulseSurvey, models.CASCADE, related_name="tickets")
    membership = TenantForeignKey(Membership, models.CASCADE, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "survey", "membership"], name="pulse_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: answered"
