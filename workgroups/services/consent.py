"""How is somebody asked who is named in a text, and how do they say yes, no, or no longer?"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, may, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization
from workgroups.models import CycleNote, Lesson, Naming
from workgroups.rules.consent import Consent, consent_of, refusal
from workgroups.services.groups import refuse

ASKED, CONSENTED, DECLINED = "naming.asked", "naming.consented", "naming.declined"


def name(
    text: Lesson | CycleNote,
    people: Collection[Membership],
    organizations: Collection[Organization],
    *,
    is_asked: bool,
    by: Actor,
) -> None:
    """Keep who is named in a text, in the teller's transaction; those asked are told by mail.

    Whoever names themselves, or the organization they represent, has consented by that.
    """
    for each in people:
        _name(text, Naming(membership=each), each.user_id == by.user_id, is_asked, by)
    for one in organizations:
        _name(text, Naming(organization=one), may(by, Capability.CONSENT_FOR_PARTNER, on=one), is_asked, by)


def end(text: Lesson | CycleNote) -> None:
    """Nobody is named in it any more: its words are others now, or it was taken back."""
    text.namings.filter(ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def answer(naming: Naming, *, consents: bool, by: Actor) -> Naming:
    """Consent to be named, decline, or take one's consent back: the text is read by others, or no longer, at once.

    A person answers for themselves, a representative for the organization. Raises PermissionDenied for everybody else,
    and RuleViolation where that was said already, or the text names them no more.
    """
    current = Naming.objects.select_for_update(of=("self",)).get(pk=naming.pk)
    _require_named(naming, by)
    if current.ended_at or current.asked_at is None:
        raise RuleViolation("named_no_more")
    said = consent_of(has_consented=current.consented_at is not None, has_declined=current.declined_at is not None)
    refuse(refusal(said, Consent.GIVEN if consents else Consent.DECLINED))
    now = timezone.now()
    current.consented_at, current.declined_at = (now, None) if consents else (None, now)
    current.answered_by_id = by.user_id
    current.save(update_fields=["consented_at", "declined_at", "answered_by"])
    record(CONSENTED if consents else DECLINED, current, by=by, initiative_uid=initiative_of(naming).uid)
    return current


def initiative_of(naming: Naming) -> Initiative:
    """In which initiative somebody is named."""
    found: Initiative = naming.lesson.initiative if naming.lesson else naming.story.cycle.group.initiative
    return found


def _name(text: Lesson | CycleNote, naming: Naming, consents: bool, is_asked: bool, by: Actor) -> None:
    now = timezone.now()
    if isinstance(text, Lesson):
        naming.lesson = text
    else:
        naming.story = text
    naming.asked_at = now if is_asked else None
    if consents:
        naming.consented_at, naming.answered_by_id = now, by.user_id
    naming.save()
    if is_asked and not consents:
        record(ASKED, naming, by=by, initiative_uid=initiative_of(naming).uid)


def _require_named(naming: Naming, by: Actor) -> None:
    if naming.organization:
        require(by, Capability.CONSENT_FOR_PARTNER, on=naming.organization)
    elif by.user_id is None or naming.membership.user_id != by.user_id:
        raise PermissionDenied(Capability.CONSENT_FOR_PARTNER.value)
