"""Which places has a group, to whom does each belong, and who holds it?"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from initiatives.models import Organization
from workgroups.models.groups import Group


class Seat(TenantOwned):
    """A place in a group: it belongs to an organization and stays there when its holder changes.

    People who have the problem themselves, and a facilitator or coach from outside, sit for no organization.
    A seat shows nobody a partner's own figures.
    """

    class Function(models.TextChoices):
        MEMBER = "member", _("Member")
        CHAIR = "chair", _("Chair")
        CO_CHAIR = "co_chair", _("Co-chair")
        FACILITATOR = "facilitator", _("Facilitator")
        COACH = "coach", _("Coach")

    # Who facilitates or coaches helps a group to decide, and does not decide.
    DECIDING = (Function.MEMBER, Function.CHAIR, Function.CO_CHAIR)

    uid = models.UUIDField(default=uuid4, editable=False)
    group = TenantForeignKey(Group, models.PROTECT, related_name="seats")
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="seats")
    function = models.CharField(_("function"), max_length=12, choices=Function, default=Function.MEMBER)
    title = models.CharField(_("title"), max_length=120, blank=True)
    is_lived_experience = models.BooleanField(_("for somebody who has the problem"), default=False)
    # Empty for seats that were there before days were kept.
    made_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="seat_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return f"{self.title or self.get_function_display()} in {self.group}"


class SeatHolder(TenantOwned):
    """A person holds a seat, from a day on, perhaps for a term. A term that is over ends nothing by itself:
    somebody says whether it is renewed, so that no group loses a member over a forgotten date."""

    class Level(models.TextChoices):
        CHIEF_EXECUTIVE = "chief_executive", _("Chief executive, or of that level")
        DIRECTOR = "director", _("Director")
        MANAGER = "manager", _("Manager")
        PRACTITIONER = "practitioner", _("Practitioner")
        LIVED_EXPERIENCE = "lived_experience", _("Person with lived experience")

    class Ended(models.TextChoices):
        TERM_OVER = "term_over", _("the term was over")
        LEFT = "left", _("left")
        PASSED_ON = "passed_on", _("passed on to somebody else")
        SEAT_ENDED = "seat_ended", _("the seat ended")

    uid = models.UUIDField(default=uuid4, editable=False)
    seat = TenantForeignKey(Seat, models.PROTECT, related_name="holders")
    membership = TenantForeignKey(Membership, models.PROTECT, related_name="seats_held")
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    held_from = models.DateField(null=True, blank=True)
    term_ends_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=12, choices=Ended, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="seat_holder_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "seat"], condition=models.Q(ended_on=None), name="seat_has_one_holder_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | ~models.Q(ended_because=""), name="seat_holder_ended_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.seat}"

    @property
    def organization(self) -> Organization | None:
        """The organization for which somebody sits there."""
        found: Organization | None = self.seat.organization
        return found
