"""How does a mail leave? Once per recipient and event, with a text that every program reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from backbone.tenancy.models import Membership
from communications.messages.models import Delivery

# At-rules stay, so that a mail program in the dark has its own colours; nothing is fetched from anywhere.
INLINER = css_inline.CSSInliner(keep_at_rules=True, keep_style_tags=False, load_remote_stylesheets=False)

Context = dict[str, Any]
Writer = Callable[[Delivery, Membership], Context | None]
_writers: dict[str, Writer] = {}
_to_invited: set[str] = set()


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it leaves."""

    subject: str
    text: str
    html: str


def writes(event: str, *, to_invited: bool = False) -> Callable[[Writer], Writer]:
    """Register what a mail about an event is made of; None means that it is no longer the recipient's to know.

    Only a mail `to_invited` people goes to somebody who has not joined yet.
    """

    def register(writer: Writer) -> Writer:
        _writers[event] = writer
        if to_invited:
            _to_invited.add(event)
        return writer

    return register


def send_delivery(uid: UUID, *, tries: int) -> None:
    """Send one mail to one person; a person who has left meanwhile gets none.

    The row is locked while the mail leaves. Should the process die between the two, the mail goes out again under the
    same Message-ID, by which mail programs know it.
    """
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("recipient").get(uid=uid)
    if delivery.state != Delivery.State.WAITING:
        return
    with translation.override(delivery.recipient.language or settings.LANGUAGE_CODE):
        context = _context(delivery)
    delivery.tries = tries
    if context is None:
        delivery.state = Delivery.State.DROPPED
    else:
        with translation.override(delivery.recipient.language or settings.LANGUAGE_CODE):
            _send(delivery, written(delivery.event, context))
        delivery.state, delivery.sent_at = Delivery.State.SENT, timezone.now()
    delivery.save(update_fields=["state", "sent_at", "tries"])


def written(event: str, context: Context) -> Letter:
    """The mail of an event from its three templates."""
    base = f"communications/{event}"
    return Letter(
        subject=" ".join(render_to_string(f"{base}.subject.txt", context).split()),
        text=render_to_string(f"{base}.txt", context).strip() + "\n",
        html=INLINER.inline(render_to_string(f"{base}.html", context)),
    )


def _context(delivery: Delivery) -> Context | None:
    membership = Membership.objects.filter(user=delivery.recipient_id, ended_at=None, user__is_active=True).first()
    if membership is None or (membership.joined_at is None and delivery.event not in _to_invited):
        return None
    return _writers[delivery.event](delivery, membership)


def _send(delivery: Delivery, letter: Letter) -> None:
    host = settings.BASE_URL.split("://")[-1].split("/")[0].split(":")[0]
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[delivery.recipient.email],
        headers={"Message-ID": f"<{delivery.uid}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(letter.html, "text/html")
    mail.send()
