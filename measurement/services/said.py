"""Who says what beside the curve of an indicator, and which partners let each other see their figures?"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization
from measurement.models import Adoption, ComparisonConsent, ContextNote, CurveText


@transaction.atomic
def tell_story(adoption: Adoption, kind: CurveText.Kind, text: str, *, by: Actor) -> CurveText:
    """Answer one of the four questions beside a curve; the answer before stays readable behind it.

    Raises RuleViolation for an empty answer, or where it says what the last one said already.
    """
    require(by, Capability.TELL_STORY, on=adoption)
    said = text.strip()
    if not said:
        raise RuleViolation("curve_text_empty")
    before = CurveText.objects.filter(adoption=adoption, kind=kind).first()
    if before is not None and before.text == said:
        raise RuleViolation("curve_text_unchanged")
    told = CurveText.objects.create(adoption=adoption, kind=kind, text=said, written_by_id=by.user_id)
    record("curve.told", adoption, by=by, initiative_uid=adoption.initiative.uid, note=str(kind.label))
    return told


@transaction.atomic
def note_context(
    initiative: Initiative, happened_on: date, text: str, *, by: Actor, adoption: Adoption | None = None
) -> ContextNote:
    """Note what happened on a day: it is drawn on the curve of one indicator, or on those of all where none is named.

    Raises RuleViolation for an empty note.
    """
    require(by, Capability.TELL_STORY, on=initiative)
    if not text.strip():
        raise RuleViolation("curve_text_empty")
    note = ContextNote.objects.create(
        initiative=initiative, adoption=adoption, happened_on=happened_on, text=text.strip(), written_by_id=by.user_id
    )
    record("context.noted", adoption or initiative, by=by, initiative_uid=initiative.uid, note=str(note))
    return note


@transaction.atomic
def withdraw_note(note: ContextNote, *, by: Actor) -> bool:
    """Draw a note no more; the trail remembers it. False where it was withdrawn before."""
    require(by, Capability.TELL_STORY, on=note.initiative)
    if not ContextNote.objects.filter(pk=note.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        return False
    of = note.adoption or note.initiative
    record("context.withdrawn", of, by=by, initiative_uid=note.initiative.uid, note=str(note))
    return True


@transaction.atomic
def agree_to_comparison(initiative: Initiative, organization: Organization, *, by: Actor) -> bool:
    """Let those partners see this partner's figures by name that let it see theirs. False where it did already."""
    require(by, Capability.AGREE_TO_COMPARISON, on=organization)
    _consent, is_new = ComparisonConsent.objects.get_or_create(
        initiative=initiative, organization=organization, revoked_at=None, defaults={"given_by_id": by.user_id}
    )
    if is_new:
        record("comparison.agreed", organization, by=by, initiative_uid=initiative.uid)
    return is_new


@transaction.atomic
def revoke_comparison(initiative: Initiative, organization: Organization, *, by: Actor) -> bool:
    """From now on no partner sees this one's figures by name, nor does it see theirs. False where nothing stood."""
    require(by, Capability.AGREE_TO_COMPARISON, on=organization)
    standing = ComparisonConsent.objects.filter(initiative=initiative, organization=organization, revoked_at=None)
    if not standing.update(revoked_at=timezone.now(), revoked_by_id=by.user_id):
        return False
    record("comparison.revoked", organization, by=by, initiative_uid=initiative.uid)
    return True
