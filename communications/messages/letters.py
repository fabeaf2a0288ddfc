"""Which events are told, to whom, and what does the mail say? No mail holds a partner's figure."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Invitation, Membership, Tenant, TrailRecord
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from backbone.tenancy.services.people import make_token
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.relay import Tidings, tells
from communications.reports.models import ProgressReport
from initiatives.models import PartnerRole
from measurement import wording as figures
from measurement.models import Entry, Submission
from workgroups.models import Group, SeatHolder

REPORT_ISSUED = "report.issued"
ENTRY_RETURNED = "entry.returned"
PERSON_INVITED = "person.invited"
SENT_ON_BEHALF = "submission.sent_on_behalf"
# A data manager returns figures one after the other: one mail speaks of all of them.
WAIT_FOR_MORE = timedelta(minutes=10)


@tells(REPORT_ISSUED)
def the_steering_committee(record: TrailRecord) -> Tidings | None:
    """Each person with a seat in force on the initiative's steering committee."""
    if record.initiative_uid is None:
        return None
    holders = SeatHolder.objects.filter(
        seat__group__kind=Group.Kind.STEERING_COMMITTEE,
        seat__group__initiative__uid=record.initiative_uid,
        ended_on=None,
        membership__joined_at__isnull=False,
        membership__ended_at=None,
    )
    return Tidings(holders.values_list("membership__user_id", flat=True), on_uid=record.on_uid)


@writes(REPORT_ISSUED)
def about_an_issued_report(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """Title, period and link; the numbers stand in the report."""
    report = ProgressReport.objects.select_related("schedule__initiative").get(uid=delivery.on_uid)
    initiative = report.initiative
    if not may(Actor.of_membership(membership).within(initiative.pk), Capability.READ_REPORT, on=report):
        return None
    tenant = Tenant.objects.get(pk=report.tenant_id)
    return {
        "tenant": tenant,
        "initiative": initiative,
        "report": report,
        "period": figures.period(report.period_start, report.period_end),
        "url": settings.BASE_URL + reverse("reports:detail", args=[tenant.slug, initiative.slug, report.uid]),
    }


@tells(ENTRY_RETURNED)
def the_providers_submitters(record: TrailRecord) -> Tidings | None:
    """Everybody who sends figures for the provider, once a day for a submission."""
    submission = Submission.objects.select_related("round__initiative").filter(entries__uid=record.on_uid).first()
    if submission is None:
        return None
    zone = ZoneInfo(submission.round.initiative.time_zone)
    return Tidings(
        _submitters_of(submission),
        on_uid=submission.uid,
        day=record.happened_at.astimezone(zone).date(),
        not_before=record.happened_at + WAIT_FOR_MORE,
    )


@writes(ENTRY_RETURNED)
def about_returned_figures(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """How many figures of which round came back; which, and why, stands on the page."""
    submission = _submission(delivery)
    returned = Entry.objects.filter(submission=submission, state=Entry.State.RETURNED).count()
    return {**_about(submission), "returned": returned} if returned and _may_enter(submission, membership) else None


@tells(SENT_ON_BEHALF)
def those_it_was_entered_for(record: TrailRecord) -> Tidings | None:
    """Everybody who sends figures for the provider, once a day for a submission."""
    submission = Submission.objects.select_related("round__initiative").filter(uid=record.on_uid).first()
    if submission is None:
        return None
    zone = ZoneInfo(submission.round.initiative.time_zone)
    day = record.happened_at.astimezone(zone).date()
    return Tidings(_submitters_of(submission), on_uid=submission.uid, day=day)


@writes(SENT_ON_BEHALF)
def about_figures_entered_for_them(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """That figures were entered for them, and the link under which they confirm them."""
    submission = _submission(delivery)
    waiting = Entry.objects.filter(submission=submission, typed_by_staff=True, confirmed_by=None).count()
    return {**_about(submission), "waiting": waiting} if waiting and _may_enter(submission, membership) else None


def _submitters_of(submission: Submission) -> Iterable[int]:
    people = PartnerRole.objects.filter(
        organization=submission.provider_id,
        role=Role.DATA_SUBMITTER,
        ended_at=None,
        membership__joined_at__isnull=False,
        membership__ended_at=None,
    )
    return people.values_list("membership__user_id", flat=True)


def _submission(delivery: Delivery) -> Submission:
    return Submission.objects.select_related("round__initiative", "provider").get(uid=delivery.on_uid)


def _may_enter(submission: Submission, membership: Membership) -> bool:
    actor = Actor.of_membership(membership).within(submission.initiative_id)
    return may(actor, Capability.ENTER_FIGURES, on=submission)


def _about(submission: Submission) -> dict[str, Any]:
    """What every mail about a submission says: of whom and which round, and the link to its form."""
    tenant = Tenant.objects.get(pk=submission.tenant_id)
    place = {
        "tenant": tenant.slug,
        "initiative": submission.round.initiative.slug,
        "organization": submission.provider.code,
        "slug": submission.round.slug,
    }
    return {
        "tenant": tenant,
        "initiative": submission.round.initiative,
        "round": submission.round,
        "organization": submission.provider,
        "url": settings.BASE_URL + reverse("measurement:grid", kwargs=place),
    }


@tells(PERSON_INVITED)
def the_invited(record: TrailRecord) -> Tidings | None:
    """The person who was invited, and nobody else: the letter holds the link that lets them in."""
    invitation = Invitation.objects.select_related("membership").filter(uid=record.on_uid).first()
    if invitation is None:
        return None
    return Tidings([invitation.membership.user_id], on_uid=invitation.uid)


@writes(PERSON_INVITED, to_invited=True)
def about_an_invitation(delivery: Delivery, _membership: Membership) -> dict[str, Any] | None:
    """Who invites to what, and the link; its token is made here, so that it is kept nowhere but in the letter."""
    invitation = (
        Invitation.objects.select_related("invited_by")
        .filter(uid=delivery.on_uid, accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if invitation is None:
        return None
    tenant = Tenant.objects.get(pk=invitation.tenant_id)
    return {
        "tenant": tenant,
        "invited_by": invitation.invited_by,
        "expires_at": invitation.expires_at,
        "url": settings.BASE_URL + reverse("tenancy:invitation", args=[tenant.slug, make_token(invitation)]),
    }
