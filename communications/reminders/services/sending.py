"""How do reminders come about: by rule each minute, or by hand for those shown on the board?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from backbone.accounts.models import User
from backbone.jobs.services import Asked, ask_for_many
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from communications.messages.models import Delivery
from communications.relay import SEND
from communications.reminders.models import Reminder, ReminderRule
from communications.reminders.rules import LOOKS_BACK_DAYS, Hours, left_this_week, rule_in_turn
from communications.reminders.selectors import (
    REMINDER,
    Recipient,
    mails_lately,
    people_of_partners,
    recipients_for,
)
from initiatives.models import Organization
from measurement.models import CollectionRound, ProviderException
from measurement.selectors.cells import ProviderLine
from measurement.selectors.rounds import open_lines_for


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person is to be reminded of one provider's line, by a rule or by hand."""

    recipient: Recipient
    line: ProviderLine
    rule: ReminderRule | None = None


@dataclass(slots=True)
class Mail:
    """One mail to one person with all that they are reminded of by it, and the moment from which it may leave."""

    recipient: Recipient
    leaves_at: datetime
    day: date
    wanted: list[Wanted] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A provider, or one person of it, who is not reminded.

    Because: `done`, `excused`, `to_come`, `closed`, `nobody`, `today` or `limit`.
    """

    provider: Organization
    because: str
    person: User | None = None
    wanted: Wanted | None = None


@dataclass(slots=True)
class Prepared:
    """What pressing the button would do."""

    mails: list[Mail] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def providers(self) -> int:
        return len({each.line.provider.pk for mail in self.mails for each in mail.wanted})


def hours_of(user: User) -> Hours:
    return Hours(user.mail_from_hour, user.mail_until_hour, user.mail_on_weekends)


def zone_of(user: User, line: ProviderLine) -> ZoneInfo:
    """The person's own zone, else that of the initiative that writes."""
    return ZoneInfo(user.time_zone or line.round.initiative.time_zone)


def prepare(lines: Iterable[ProviderLine], *, tenant: Tenant, now: datetime) -> Prepared:
    """Who of these providers would be reminded by hand now, who not and why; writes nothing. Two queries."""
    found = Prepared()
    waiting = [each for each in lines if _is_waiting(each, found, now)]
    people = people_of_partners({each.provider.pk for each in waiting})
    wanted: list[Wanted] = []
    for line in waiting:
        recipients = recipients_for(people.get(line.provider.pk, []), ReminderRule.Audience.SUBMITTERS)
        wanted += [Wanted(recipient, line) for recipient in recipients]
        if not recipients:
            found.left_out.append(LeftOut(line.provider, "nobody"))
    found.mails = _as_mails(wanted, found.left_out, tenant=tenant, now=now, at_once=False)
    return found


@transaction.atomic
def remind_shown(
    collection_round: CollectionRound, lines: Sequence[ProviderLine], *, tenant: Tenant, by: Actor, now: datetime
) -> Prepared:
    """Remind those among these providers who still owe something, one mail to a person, in their own hours.

    Who is done, was reminded today or has had the week's mails is left out. Pressing twice sends once.

    Raises PermissionDenied unless `by` may remind partners there.
    """
    require(by, Capability.REMIND_PARTNERS, on=collection_round)
    found = prepare(lines, tenant=tenant, now=now)
    sent = _write(found.mails, by=by)
    if sent:
        note = f"{sent} mails"
        record("round.reminded", collection_round, by=by, initiative_uid=collection_round.initiative.uid, note=note)
    return found


def remind_by_rule(now: datetime, *, by: Actor) -> int:
    """Remind everybody whose turn it is by a rule, in all initiatives of the tenant in scope; returns how many mails.

    What is due follows from the rounds' days in the initiative's own zone, with what each provider was granted, never
    from when somebody looked last. A mail waits for the person's own hours. While nothing is due this takes two
    queries.
    """
    rules: dict[int, list[ReminderRule]] = defaultdict(list)
    for rule in ReminderRule.objects.filter(is_active=True).select_related("initiative"):
        rules[rule.initiative_id].append(rule)
    if not rules:
        return 0
    require(by, Capability.REMIND_PARTNERS)
    lines = [line for line in _lines_near_a_rule(rules, now) if not line.is_in]
    wanted = _not_yet_reminded(_by_rule(lines, rules, now))
    if not wanted:
        return 0
    left_out: list[LeftOut] = []
    tenant = Tenant.objects.get(pk=scope.current())
    mails = _as_mails(wanted, left_out, tenant=tenant, now=now, at_once=True)
    sent = _write(mails, by=by)
    _count_among_todays([each.wanted for each in left_out if each.because == "today" and each.wanted])
    return sent


def _is_waiting(line: ProviderLine, found: Prepared, now: datetime) -> bool:
    """Whether a mail could ask for something: the form of a round that is shut takes nothing."""
    if line.may_send(now):
        return True
    because = "to_come" if now < line.window.opens_at else "closed"
    if line.is_in:
        because = "excused" if line.state == "excused" else "done"
    found.left_out.append(LeftOut(line.provider, because))
    return False


def _lines_near_a_rule(rules: dict[int, list[ReminderRule]], now: datetime) -> list[ProviderLine]:
    """The open lines of rounds for which the day of a rule has come lately, or may have for one who has more time."""
    near = []
    yesterday = (now - timedelta(days=1)).date()
    more_time = ProviderException.objects.filter(round=OuterRef("pk"), until__gte=yesterday)
    rounds = CollectionRound.objects.filter(
        Q(closes_on__gte=yesterday) | Exists(more_time),
        initiative__in=rules,
        opens_on__lte=(now + timedelta(days=1)).date(),
    ).prefetch_related("exceptions")
    for each in rounds.select_related("initiative"):
        today = each.initiative.today(now)
        days = {each.due_on, *(given.until for given in each.exceptions.all() if given.ended_at is None)}
        if any(
            timedelta() <= today - day - timedelta(days=rule.days_after_due) <= timedelta(days=LOOKS_BACK_DAYS)
            for day in days
            for rule in rules[each.initiative_id]
        ):
            near.append(each)
    if not near:
        return []
    providers = Organization.objects.filter(obligations__round__in=near).values_list("pk", flat=True)
    wanted = {each.pk for each in near}
    return [line for line in open_lines_for(set(providers), now=now) if line.round.pk in wanted]


def _by_rule(lines: Sequence[ProviderLine], rules: dict[int, list[ReminderRule]], now: datetime) -> list[Wanted]:
    people = people_of_partners({line.provider.pk for line in lines}) if lines else {}
    found = []
    for line in lines:
        today = line.round.initiative.today(now)
        for audience in ReminderRule.Audience.values:
            mine = {each.days_after_due: each for each in rules[line.round.initiative_id] if each.audience == audience}
            turn = rule_in_turn(mine, line.due_on, today)
            if turn is not None:
                recipients = recipients_for(people.get(line.provider.pk, []), audience)
                found += [Wanted(recipient, line, mine[turn]) for recipient in recipients]
    return found


def _not_yet_reminded(wanted: Sequence[Wanted]) -> list[Wanted]:
    if not wanted:
        return []
    done = set(
        Reminder.objects.filter(rule__isnull=False, round__in={each.line.round.pk for each in wanted}).values_list(
            "rule_id", "round_id", "provider_id", "recipient_id"
        )
    )
    return [
        each
        for each in wanted
        if (each.rule and each.rule.pk, each.line.round.pk, each.line.provider.pk, each.recipient.user.pk) not in done
    ]


def _as_mails(
    wanted: Sequence[Wanted], left_out: list[LeftOut], *, tenant: Tenant, now: datetime, at_once: bool
) -> list[Mail]:
    """One mail a person; none to whom one went today or who has had the week's. `at_once` leaves out who sleeps."""
    lately = mails_lately({each.recipient.user.pk for each in wanted}, now) if wanted else {}
    mails: dict[int, Mail] = {}
    for each in wanted:
        user = each.recipient.user
        if user.pk not in mails:
            mail = _mail(each, now)
            had = lately.get(user.pk, [])
            if at_once and mail.leaves_at > now:
                continue
            reason = _reason_against(mail, had, tenant.mails_per_week, now)
            if reason:
                left_out.append(LeftOut(each.line.provider, reason, user, each))
                continue
            mails[user.pk] = mail
        mails[user.pk].wanted.append(each)
    return list(mails.values())


def _mail(wanted: Wanted, now: datetime) -> Mail:
    user = wanted.recipient.user
    leaves_at = hours_of(user).next_from(now.astimezone(zone_of(user, wanted.line)))
    return Mail(wanted.recipient, leaves_at if leaves_at > now else now, leaves_at.date())


def _reason_against(mail: Mail, had: Collection[Delivery], limit: int, now: datetime) -> str:
    if any(each.event == REMINDER and each.day == mail.day for each in had):
        return "today"
    return "" if left_this_week(limit, [each.made_at for each in had], now) else "limit"


def _count_among_todays(wanted: Sequence[Wanted]) -> None:
    """The day's mail spoke of all that its reader owed: what came due after it left is not told again tomorrow."""
    if not wanted:
        return
    people = {each.recipient.user.pk for each in wanted}
    latest = {
        each.recipient_id: each
        for each in Delivery.objects.filter(event=REMINDER, recipient__in=people).order_by("day", "pk")
    }
    Reminder.objects.bulk_create(
        [
            Reminder(
                delivery=latest[each.recipient.user.pk], recipient=each.recipient.user, round=each.line.round,
                provider=each.line.provider, rule=each.rule,
            )
            for each in wanted
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _write(mails: Sequence[Mail], *, by: Actor) -> int:
    """Keep the mails and ask for them to be sent. Of two that write the same at once one writes: a person, a day."""
    if not mails:
        return 0
    made = {
        mail.recipient.user.pk: Delivery(
            event=REMINDER, recipient=mail.recipient.user, on_uid=UUID(mail.recipient.membership_uid), day=mail.day
        )
        for mail in mails
    }
    Delivery.objects.bulk_create(made.values(), ignore_conflicts=True)
    ours = {each.uid: each for each in Delivery.objects.filter(uid__in=[each.uid for each in made.values()])}
    reminders: list[Reminder] = []
    asked: list[Asked] = []
    for mail in mails:
        delivery = ours.get(made[mail.recipient.user.pk].uid)
        if delivery is None:
            continue
        reminders += [
            Reminder(
                delivery=delivery, recipient=mail.recipient.user, round=each.line.round, provider=each.line.provider,
                rule=each.rule, asked_by_id=by.user_id,
            )
            for each in mail.wanted
        ]  # fmt: skip
        asked.append(Asked({"delivery": str(delivery.uid)}, str(delivery.uid), mail.leaves_at))
    ask_for_many(SEND, asked, by=by)
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    return len(ours)
