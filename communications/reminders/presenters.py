"""What does the page say before reminders go, and the list of mails afterwards?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.tenancy.models import Tenant
from communications.messages.models import Delivery
from communications.messages.services import Letter, written
from communications.reminders import wording
from communications.reminders.letters import letter_to
from communications.reminders.models import Reminder
from communications.reminders.selectors import REMINDER, reminders_in
from communications.reminders.services.sending import LeftOut, Mail, Prepared
from initiatives.models import Initiative
from measurement.presenters.states import Chip


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One person who will be reminded: for which partners, and when the mail leaves."""

    name: str
    email: str
    partners: str
    leaves: str


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Those left out for one reason."""

    because: str
    who: Sequence[str]


@dataclass(frozen=True, slots=True)
class RemindPage:
    recipients: Sequence[RecipientLine]
    left_out: Sequence[LeftOutGroup]
    letter: Letter | None
    letter_to: str
    providers: int


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail of the list: to whom, what, why, when, and what became of it."""

    recipient: str
    email: str
    what: str
    about: str
    why: str
    when: datetime
    chip: Chip


def preview_of(prepared: Prepared, tenant: Tenant) -> RemindPage:
    """The mail as the first recipient will get it, the list of all, and those left out with their reasons."""
    first = prepared.mails[0] if prepared.mails else None
    return RemindPage(
        recipients=[_recipient(mail) for mail in prepared.mails],
        left_out=_left_out(prepared.left_out),
        letter=_letter(first, tenant) if first else None,
        letter_to=str(first.recipient.user) if first else "",
        providers=prepared.providers,
    )


def mail_lines(mails: Sequence[Delivery], initiative: Initiative) -> list[MailLine]:
    """The mails of a page of the list; one query for what they reminded of."""
    reminders = reminders_in(mails)
    return [_mail(each, reminders.get(each.pk, []), initiative) for each in mails]


def _letter(mail: Mail, tenant: Tenant) -> Letter | None:
    context = letter_to(mail.recipient.membership, tenant, known=[each.line.provider for each in mail.wanted])
    return written(REMINDER, context) if context else None


def _recipient(mail: Mail) -> RecipientLine:
    user = mail.recipient.user
    later = mail.leaves_at > timezone.now()
    leaves = date_format(mail.leaves_at, "l j F, H:i") if later else _("now")
    partners = dict.fromkeys(each.line.provider.name for each in mail.wanted)
    return RecipientLine(str(user), user.email, ", ".join(partners), leaves)


def _left_out(left_out: Sequence[LeftOut]) -> list[LeftOutGroup]:
    """Those left out by their reasons; what somebody could do something about stands first."""
    groups: dict[str, list[str]] = {because: [] for because in wording.LEFT_OUT}
    for each in left_out:
        groups[each.because].append(f"{each.person} ({each.provider.name})" if each.person else each.provider.name)
    return [LeftOutGroup(str(wording.LEFT_OUT[because]), who) for because, who in groups.items() if who]


def _mail(delivery: Delivery, reminders: Sequence[Reminder], initiative: Initiative) -> MailLine:
    ours = [each for each in reminders if each.round.initiative_id == initiative.pk]
    about = dict.fromkeys(f"{each.provider.name}: {each.round.name}" for each in ours)
    reasons = dict.fromkeys(wording.why(each) for each in ours)
    zone = ZoneInfo(initiative.time_zone)
    return MailLine(
        recipient=str(delivery.recipient),
        email=delivery.recipient.email,
        what=str(wording.EVENTS.get(delivery.event, delivery.event)),
        about=", ".join(about),
        why=", ".join(reasons) or _("It happened"),
        when=(delivery.sent_at or delivery.made_at).astimezone(zone),
        chip=_chip(delivery),
    )


def _chip(delivery: Delivery) -> Chip:
    if vars(delivery)["has_failed"]:
        return Chip("err", _("Could not be sent"))
    if delivery.state == Delivery.State.SENT:
        return Chip("ok", _("Sent"))
    if delivery.state == Delivery.State.DROPPED:
        return Chip("off", _("Not needed any more"))
    leaves_at: datetime | None = vars(delivery)["leaves_at"]
    if leaves_at is not None and leaves_at > timezone.now():
        return Chip("none", _("Leaves %(when)s") % {"when": date_format(leaves_at, "D j M, H:i")})
    return Chip("doing", _("On its way"))
