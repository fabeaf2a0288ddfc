"""Reminders go by rule and by hand: never to one who is done, one mail a person and day, in the person's own hours."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from backbone.accounts.models import User
from backbone.accounts.services import behind_mail_door, mail_door
from backbone.jobs.models import Job
from backbone.jobs.services import run_job
from backbone.tenancy.models import Tenant
from backbone.tenancy.roles import Role
from communications.board.selectors import board_of
from communications.messages.models import Delivery
from communications.relay import SEND
from communications.reminders.models import Reminder, ReminderRule
from communications.reminders.selectors import mails_of
from communications.reminders.services.ruling import USUAL, make_usual_rules
from communications.reminders.services.sending import prepare, remind_by_rule, remind_shown
from communications.sandbox.world import World
from initiatives.models import PartnerRole
from measurement.models import CollectionRound, Entry, Obligation, ProviderException
from measurement.selectors.rounds import provider_lines
from measurement.services.entries import send_submission
from measurement.services.exceptions import grant_exception
from tests.conftest import Cast

# A Friday in November: noon in London.
DUE = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def world(in_ours: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A round that is due on a Friday, the usual rules, and nothing sent yet. petra and pia are done, paolo is not."""
    Reminder.objects.all().delete()
    Delivery.objects.all().delete()
    ReminderRule.objects.all().delete()
    ProviderException.objects.all().delete()
    Job.objects.all().delete()
    Entry.objects.filter(state="returned").update(state="submitted")
    day = DUE.date()
    CollectionRound.objects.filter(pk=in_ours.round.pk).update(
        opens_on=day - timedelta(days=30), due_on=day, closes_on=day + timedelta(days=30)
    )
    in_ours.round.refresh_from_db()
    make_usual_rules(by=by(in_ours))
    return in_ours


def by(world: World) -> Any:
    return world.people["priya"].actor


def tick(world: World, at: datetime) -> int:
    return remind_by_rule(at, by=by(world))


def told() -> list[str]:
    return [each.recipient.email.split("@")[0] for each in Delivery.objects.order_by("pk").select_related("recipient")]


def test_the_usual_rules_are_made_once_with_the_first_round(world: World) -> None:
    assert ReminderRule.objects.filter(initiative=world.initiative).count() == len(USUAL)
    assert make_usual_rules(by=by(world)) == 0
    ReminderRule.objects.update(is_active=False)
    assert make_usual_rules(by=by(world)) == 0, "rules that were ended do not come back"


def test_who_owes_is_reminded_on_the_day_and_who_is_done_never(world: World) -> None:
    assert tick(world, DUE) == 1
    assert told() == ["paolo"]


def test_a_tick_each_minute_for_a_month_sends_four_mails(world: World) -> None:
    """A week before, on the day, three days after, and ten days after to the representative: weekends wait."""
    at = DUE - timedelta(days=10)
    days: list[tuple[str, str]] = []
    while at < DUE + timedelta(days=20):
        seen = Delivery.objects.count()
        tick(world, at)
        for each in Delivery.objects.order_by("pk")[seen:]:
            Delivery.objects.filter(pk=each.pk).update(made_at=at)
            days.append((each.recipient.email.split("@")[0], f"{at:%a %d %H}"))
        at += timedelta(minutes=47)
    assert [who for who, _when in days] == ["paolo", "paolo", "paolo", "rita"]
    assert [when[:6] for _who, when in days] == ["Fri 13", "Fri 20", "Mon 23", "Mon 30"]
    assert all(8 <= int(when[-2:]) < 18 for _who, when in days)


def test_two_beats_make_one_mail_and_it_leaves_once(world: World) -> None:
    assert [tick(world, DUE), tick(world, DUE)] == [1, 0]
    for _ in range(2):
        for job in Job.objects.filter(kind=SEND):
            Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
            run_job(world.tenant.pk, job.pk)
    assert len(mail.outbox) <= 1


def test_nobody_is_reminded_at_night_by_their_own_clock(world: World) -> None:
    """Noon in London is before eight in St John's, and after six in Kathmandu it is evening."""
    paolo = world.people["paolo"].user
    User.objects.filter(pk=paolo.pk).update(time_zone="America/Vancouver")
    assert tick(world, DUE) == 0
    assert tick(world, DUE + timedelta(hours=5)) == 1, "nine in the morning there"


def test_one_mail_speaks_of_all_and_later_turns_of_the_day_are_not_told_again(world: World) -> None:
    """paolo acts for two partners that owe: one mail that day, and none the next."""
    Entry.objects.filter(submission__provider=world.partners[2], state="submitted").update(state="draft")
    PartnerRole.objects.create(
        membership=world.people["paolo"].membership, organization=world.partners[2], role=Role.DATA_SUBMITTER
    )
    world.people["pia"].membership.partner_roles.update(ended_at=timezone.now())
    assert tick(world, DUE) == 1
    assert Reminder.objects.count() == 2
    assert tick(world, DUE + timedelta(days=3)) == 1


def test_the_weekly_limit_holds_and_is_a_setting(world: World) -> None:
    paolo = world.people["paolo"].user
    for number, event in enumerate(("entry.returned", "report.issued"), 1):
        Delivery.objects.create(
            event=event, recipient=paolo, on_uid=world.round.uid, state="sent", made_at=DUE - timedelta(days=number)
        )
    Tenant.objects.filter(pk=world.tenant.pk).update(mails_per_week=2)
    assert tick(world, DUE) == 0
    Tenant.objects.filter(pk=world.tenant.pk).update(mails_per_week=3)
    assert tick(world, DUE) == 1


def test_who_has_more_time_is_reminded_by_the_later_day(world: World) -> None:
    grant_exception(
        ProviderException(
            round=world.round, provider=world.partners[0], until=DUE.date() + timedelta(days=365), reason="Flood"
        ),
        by=by(world),
    )
    assert tick(world, DUE) == 0
    ProviderException.objects.update(until=DUE.date() + timedelta(days=4))
    assert tick(world, DUE + timedelta(days=3)) == 0
    assert tick(world, DUE + timedelta(days=4)) == 1


def test_who_owes_nothing_for_now_is_not_reminded(world: World) -> None:
    ProviderException.objects.create(
        round=world.round, provider=world.partners[0], kind="owes_nothing", until=DUE.date(), reason="Flood"
    )
    assert tick(world, DUE) == 0
    assert tick(world, DUE + timedelta(days=3)) == 1


@pytest.fixture
def open_now(world: World) -> World:
    """The same round, open at the clock's own moment."""
    today = timezone.now().date()
    CollectionRound.objects.filter(pk=world.round.pk).update(
        opens_on=today - timedelta(days=9), due_on=today - timedelta(days=2), closes_on=today + timedelta(days=9)
    )
    world.round.refresh_from_db()
    return world


def test_by_hand_says_who_gets_one_and_who_not_and_why(open_now: World) -> None:
    tenant = Tenant.objects.get(pk=open_now.tenant.pk)
    prepared = prepare(provider_lines(open_now.round), tenant=tenant, now=timezone.now())
    assert [each.recipient.user.email for each in prepared.mails] == ["paolo@a.example"]
    assert {(each.provider.code, each.because) for each in prepared.left_out} == {("p2", "done"), ("p3", "done")}


def test_by_hand_twice_is_once_and_the_second_is_told(open_now: World) -> None:
    tenant = Tenant.objects.get(pk=open_now.tenant.pk)
    lines = provider_lines(open_now.round)
    for _ in range(2):
        found = remind_shown(open_now.round, lines, tenant=tenant, by=by(open_now), now=timezone.now())
    assert Delivery.objects.count() == 1
    assert ("p1", "today") in {(each.provider.code, each.because) for each in found.left_out}


def test_a_partner_without_people_is_named(open_now: World) -> None:
    PartnerRole.objects.filter(organization=open_now.partners[0]).update(ended_at=timezone.now())
    tenant = Tenant.objects.get(pk=open_now.tenant.pk)
    found = prepare(provider_lines(open_now.round), tenant=tenant, now=timezone.now())
    assert ("p1", "nobody") in {(each.provider.code, each.because) for each in found.left_out}


@pytest.mark.parametrize(("opens_in", "closes_in", "because"), [(3, 30, "to_come"), (-30, -3, "closed")])
def test_nobody_is_reminded_of_a_form_that_takes_nothing(
    open_now: World, opens_in: int, closes_in: int, because: str
) -> None:
    day = timezone.now().date()
    CollectionRound.objects.filter(pk=open_now.round.pk).update(
        opens_on=day + timedelta(days=opens_in), due_on=day + timedelta(days=opens_in + 20),
        closes_on=day + timedelta(days=closes_in),
    )  # fmt: skip
    open_now.round.refresh_from_db()
    lines = provider_lines(open_now.round)
    found = remind_shown(
        open_now.round, lines, tenant=Tenant.objects.get(pk=open_now.tenant.pk), by=by(open_now), now=timezone.now()
    )
    assert not found.mails
    assert ("p1", because) in {(each.provider.code, each.because) for each in found.left_out}
    assert not Delivery.objects.exists()
    assert board_of(open_now.round, {}, tenant="t").to_remind == 0


def sent(world: World) -> None:
    Job.objects.filter(kind=SEND).update(run_after=timezone.now() - timedelta(seconds=1))
    for job in Job.objects.filter(kind=SEND, state=Job.State.WAITING):
        run_job(world.tenant.pk, job.pk)


def test_the_mail_lists_what_is_owed_and_its_link_leads_to_the_form(open_now: World) -> None:
    tenant = Tenant.objects.get(pk=open_now.tenant.pk)
    remind_shown(open_now.round, provider_lines(open_now.round), tenant=tenant, by=by(open_now), now=timezone.now())
    sent(open_now)

    [letter] = mail.outbox
    text = str(letter.body)
    assert letter.to == ["paolo@a.example"]
    assert open_now.round.name in text
    assert "2 days late" in text
    link = next(line for line in text.splitlines() if "/account/sign-in/mail/" in line)
    assert "55" not in text.replace(link, ""), "no figure; letters of a link may be any"
    found = behind_mail_door(link.split("/mail/")[1].strip("/"))
    assert found == (open_now.people["paolo"].user, open_now.path(f"partners/p1/rounds/{open_now.round.slug}/"))
    assert [each.state for each in mails_of(open_now.initiative)] == ["sent"]


def test_the_link_asks_for_a_code_and_sends_none_by_itself(cast: Cast, client: Any) -> None:
    path = mail_door(cast.paolo.user, cast.ours.path("partners/p1/rounds/"))
    assert "p…@a.example" in client.get(path).content.decode()
    assert mail.outbox == []
    answer = client.post(path, {"next": cast.ours.path("partners/p1/rounds/")})
    assert answer.status_code == 302
    assert "sign-in/code/confirm" in answer.headers["Location"]
    assert [each.to for each in mail.outbox] == [["paolo@a.example"]]
    client.force_login(cast.paolo.user)
    assert client.get(path).headers["Location"] == cast.ours.path("partners/p1/rounds/")


def test_a_link_that_was_tampered_with_opens_nothing(client: Any, db: None) -> None:
    assert client.get("/account/sign-in/mail/abc:def:ghi/").status_code == 404


def test_who_has_sent_meanwhile_gets_no_mail(open_now: World, cast: Cast) -> None:
    tenant = Tenant.objects.get(pk=open_now.tenant.pk)
    remind_shown(open_now.round, provider_lines(open_now.round), tenant=tenant, by=by(open_now), now=timezone.now())
    owed = Obligation.objects.get(round=open_now.round, provider=open_now.partners[0])
    submission = Entry.objects.get(obligation=owed).submission
    send_submission(submission, by=cast.paolo.actor)
    sent(open_now)

    assert mail.outbox == []
    assert Delivery.objects.get().state == "dropped"


def test_the_list_of_mails_says_why(sign_in: Any, cast: Cast) -> None:
    page = sign_in(cast.dana).get(cast.ours.path("mails/")).content.decode()
    assert "By hand, Priya" in page
    assert "paolo@a.example" in page


def test_preferences_are_kept_and_hours_in_order(sign_in: Any, cast: Cast) -> None:
    client = sign_in(cast.paolo)
    good = {"language": "", "time_zone": "America/Toronto", "mail_from_hour": 9, "mail_until_hour": 12}
    assert client.post("/account/preferences/", good).status_code == 302
    cast.paolo.user.refresh_from_db()
    assert (cast.paolo.user.time_zone, cast.paolo.user.mail_from_hour) == ("America/Toronto", 9)
    assert client.post("/account/preferences/", good | {"mail_until_hour": 9}).status_code == 422
