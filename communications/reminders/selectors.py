"""Who would be reminded, who was, and of what did each mail speak?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from backbone.accounts.models import User
from backbone.jobs.models import Job
from backbone.tenancy.models import Membership
from backbone.tenancy.roles import Role
from communications.messages.models import Delivery
from communications.relay import SEND
from communications.reminders.models import Reminder, ReminderRule
from communications.reminders.rules import WEEK
from communications.reports.models import ProgressReport
from initiatives.models import Initiative, PartnerRole
from measurement.models import CollectionRound, Submission

REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who acts for a partner, and the membership on which that hangs."""

    membership: Membership
    role: str

    @property
    def user(self) -> User:
        user: User = self.membership.user
        return user

    @property
    def membership_uid(self) -> str:
        return str(self.membership.uid)


def rules_of(initiative: Initiative) -> QuerySet[ReminderRule]:
    """The rules in force, in the order of their days."""
    return ReminderRule.objects.filter(initiative=initiative, is_active=True)


def people_of_partners(organizations: Collection[int]) -> dict[int, list[Recipient]]:
    """Those who send for each partner, and those who represent it, by the partner's id; one query."""
    roles = PartnerRole.objects.filter(
        organization__in=organizations,
        role__in=[Role.DATA_SUBMITTER, Role.REPRESENTATIVE],
        ended_at=None,
        membership__joined_at__isnull=False,
        membership__ended_at=None,
        membership__user__is_active=True,
    )
    found: dict[int, list[Recipient]] = defaultdict(list)
    for each in roles.select_related("membership__user").order_by("pk"):
        found[each.organization_id].append(Recipient(each.membership, each.role))
    return found


def recipients_for(people: Sequence[Recipient], audience: str) -> list[Recipient]:
    """Whom a reminder goes to: the representatives, or those who send, and where nobody sends the representatives."""
    by_role: dict[str, list[Recipient]] = defaultdict(list)
    for each in people:
        by_role[each.role].append(each)
    if audience == ReminderRule.Audience.REPRESENTATIVE:
        return by_role[Role.REPRESENTATIVE]
    return by_role[Role.DATA_SUBMITTER] or by_role[Role.REPRESENTATIVE]


def mails_lately(people: Iterable[int], now: datetime) -> dict[int, list[Delivery]]:
    """The mails of the past seven days to each person, those that wait to leave too; one query."""
    lately = Delivery.objects.filter(recipient__in=list(people), made_at__gt=now - WEEK)
    found: dict[int, list[Delivery]] = defaultdict(list)
    for each in lately.exclude(state=Delivery.State.DROPPED):
        found[each.recipient_id].append(each)
    return found


def last_reminded(collection_round: CollectionRound) -> dict[int, datetime]:
    """When a mail about this round last left, or was asked for, for each provider; one query."""
    rows = (
        Reminder.objects.filter(round=collection_round)
        .exclude(delivery__state=Delivery.State.DROPPED)
        .order_by()
        .values("provider_id")
        .annotate(at=Max(Coalesce("delivery__sent_at", "delivery__made_at")))
    )
    return {row["provider_id"]: row["at"] for row in rows}


def mails_of(initiative: Initiative) -> QuerySet[Delivery]:
    """Every mail about an initiative's rounds, figures and reports, the latest first, with whether it has failed."""
    submissions = Submission.objects.filter(round__initiative=initiative).values("uid")
    reports = ProgressReport.objects.filter(schedule__initiative=initiative).values("uid")
    reminded = Reminder.objects.filter(delivery=OuterRef("pk"), round__initiative=initiative)
    failed = Job.objects.filter(kind=SEND, state=Job.State.FAILED, deduplication_key=Cast(OuterRef("uid"), CharField()))
    waiting = Job.objects.filter(
        kind=SEND, state=Job.State.WAITING, deduplication_key=Cast(OuterRef("uid"), CharField())
    )
    mails: QuerySet[Delivery] = Delivery.objects.filter(
        Q(on_uid__in=submissions) | Q(on_uid__in=reports) | Exists(reminded)
    )
    return (
        mails.select_related("recipient")
        .annotate(has_failed=Exists(failed), leaves_at=Subquery(waiting.values("run_after")[:1]))
        .order_by("-made_at", "-pk")
    )


def reminders_in(mails: Iterable[Delivery]) -> dict[int, list[Reminder]]:
    """What each mail reminded of, by the mail's id; one query."""
    found: dict[int, list[Reminder]] = defaultdict(list)
    reminders = Reminder.objects.filter(delivery__in=list(mails)).select_related(
        "round", "provider", "rule", "asked_by"
    )
    for each in reminders.order_by("provider__name", "pk"):
        found[each.delivery_id].append(each)
    return found
