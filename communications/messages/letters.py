"""Which events are told, to whom, and what does the mail say? No mail holds a partner's figure."""

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
from workgroups.models import Group, Seat

REPORT_ISSUED = "report.issued"
ENTRY_RETURNED = "entry.returned"
PERSON_INVITED = "person.invited"
# A data manager returns figures one after the other: one mail speaks of all of them.
WAIT_FOR_MORE = timedelta(minutes=10)


@tells(REPORT_ISSUED)
def the_steering_committee(record: TrailRecord) -> Tidings | None:
    """Each person with a seat in force on the initiative's steering committee."""
    if record.initiative_uid is None:
        return None
    seats = Seat.objects.filter(
        group__kind=Group.Kind.STEERING_COMMITTEE,
        group__initiative__uid=record.initiative_uid,
        ended_at=None,
        membership__joined_at__isnull=False,
        membership__ended_at=None,
    )
    return Tidings(seats.values_list("membership__user_id", flat=True), on_uid=record.on_uid)


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
    people = PartnerRole.objects.filter(
        organization=submission.provider_id,
        role=Role.DATA_SUBMITTER,
        ended_at=None,
        membership__joined_at__isnull=False,
        membership__ended_at=None,
    )
    zone = ZoneInfo(submission.round.initiative.time_zone)
    return Tidings(
        people.values_list("membership__user_id", flat=True),
        on_uid=submission.uid,
        day=record.happened_at.astimezone(zone).date(),
        not_before=record.happened_at + WAIT_FOR_MORE,
    )


@writes(ENTRY_RETURNED)
def about_returned_figures(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """How many figures of which round came back; which, and why, stands on the page."""
    submission = Submission.objects.select_related("round__initiative", "provider").get(uid=delivery.on_uid)
    initiative = submission.round.initiative
    returned = Entry.objects.filter(submission=submission, state=Entry.State.RETURNED).count()
    actor = Actor.of_membership(membership).within(initiative.pk)
    if not returned or not may(actor, Capability.ENTER_FIGURES, on=submission):
        return None
    tenant = Tenant.objects.get(pk=submission.tenant_id)
    return {
        "tenant": tenant,
        "initiative": initiative,
        "round": submission.round,
        "organization": submission.provider,
        "returned": returned,
        "url": settings.BASE_URL
        + reverse(
            "measurement:grid",
            kwargs={
                "tenant": tenant.slug,
                "initiative": initiative.slug,
                "organization": submission.provider.code,
                "slug": submission.round.slug,
            },
        ),
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
