"""Who is told, and only once?"""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from backbone.jobs.models import Job
from backbone.jobs.services import run_job
from backbone.tenancy.models import TrailRecord
from communications import relay as relaying
from communications.messages.models import Delivery
from communications.messages.services import send_delivery
from communications.relay import RELAY, SEND, relay
from communications.reports.services.writing import issue_report
from communications.sandbox.world import World
from measurement.models import Entry
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.review import return_entry
from workgroups.models import SeatHolder


@pytest.fixture
def world(in_ours: World) -> World:
    """All that the sandbox had to tell is told."""
    relay(timezone.now())
    _send_all(in_ours)
    mail.outbox.clear()
    return in_ours


def _send_all(world: World) -> None:
    Job.objects.filter(kind=SEND).update(run_after=timezone.now() - timedelta(seconds=1))
    for job in Job.objects.filter(kind=SEND, state=Job.State.WAITING):
        run_job(world.tenant.pk, job.pk)


def test_each_committee_member_gets_one_mail_however_often_it_is_relayed(world: World) -> None:
    issue_report(world.draft, by=world.people["priya"].actor)
    asked = Job.objects.get(kind=RELAY, state=Job.State.WAITING)

    run_job(world.tenant.pk, asked.pk)
    TrailRecord.objects.filter(event="report.issued").update(relayed_at=None)
    relay(timezone.now())
    _send_all(world)
    _send_all(world)

    assert [message.to for message in mail.outbox] == [[world.people["stella"].user.email]]


def test_the_mail_leads_to_the_report_and_holds_no_figure(world: World) -> None:
    issue_report(world.draft, by=world.people["priya"].actor)
    relay(timezone.now())
    _send_all(world)

    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    html = str(message.alternatives[0][0])
    link = f"/{world.tenant.slug}/{world.initiative.slug}/reports/{world.draft.uid}/"
    assert link in message.body
    assert link in html
    assert "prefers-color-scheme" in html  # at-rules survive the inlining
    assert 'style="' in html
    assert "%" not in message.body
    assert world.tenant.notice in message.body
    assert message.subject == f"{world.draft.title} is issued"


def test_who_has_left_the_committee_is_not_told(world: World) -> None:
    held = SeatHolder.objects.filter(membership=world.people["stella"].membership)
    held.update(ended_on=timezone.now().date(), ended_because=SeatHolder.Ended.LEFT)

    issue_report(world.draft, by=world.people["priya"].actor)

    assert relay(timezone.now()) == 0


def test_who_leaves_before_the_mail_does_gets_none(world: World) -> None:
    issue_report(world.draft, by=world.people["priya"].actor)
    relay(timezone.now())
    membership = world.people["stella"].membership
    membership.ended_at = timezone.now()
    membership.save()

    _send_all(world)

    assert mail.outbox == []
    assert Delivery.objects.filter(on_uid=world.draft.uid).get().state == Delivery.State.DROPPED


def test_a_mail_that_was_sent_is_not_sent_again(world: World) -> None:
    sent = Delivery.objects.filter(state=Delivery.State.SENT).first()
    assert sent is not None

    send_delivery(sent.uid, tries=2)

    assert mail.outbox == []


def test_figures_returned_one_after_the_other_make_one_mail_a_day(world: World) -> None:
    """The third partner's figure came back already; it is sent and returned once more the same day."""
    entry = Entry.objects.get(submission__provider=world.partners[2])
    pia, dana = world.people["pia"].actor, world.people["dana"].actor
    typed = Typed(numerator="56", denominator="100", kept_because="Checked", version=entry.version)
    save_entry(entry.obligation, typed, by=pia)
    send_submission(entry.submission, by=pia)
    return_entry(entry.uid, note="Once more", by=dana)

    relay(timezone.now())
    _send_all(world)

    told = Delivery.objects.filter(event="entry.returned")
    assert [each.recipient_id for each in told] == [world.people["pia"].user.pk]


def test_a_record_that_cannot_be_told_does_not_keep_the_others(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(record: Any) -> None:
        raise ValueError("a fault")

    monkeypatch.setitem(relaying._tellers, "report.made", fails)
    TrailRecord.objects.filter(event="report.made").update(relayed_at=None)
    issue_report(world.draft, by=world.people["priya"].actor)

    assert relay(timezone.now()) == 1
    assert set(TrailRecord.objects.filter(relayed_at=None).values_list("event", flat=True)) == {"report.made"}
