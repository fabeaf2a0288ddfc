"""How does an agreement come about, and how does its partner take its word back?"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import (
    Agreement,
    AgreementAudience,
    AgreementDimension,
    AgreementIndicator,
    Dimension,
    Indicator,
    Signature,
)
from measurement.rules import agreements as rules
from measurement.services.approvals import ask_for_agreement

DRAFTED, SIGNED, IN_FORCE, WITHDRAWN = (
    "agreement.drafted", "agreement.signed", "agreement.in_force", "agreement.withdrawn",
)  # fmt: skip


@transaction.atomic
def draft_agreement(
    agreement: Agreement,
    *,
    by: Actor,
    indicators: Collection[Indicator] = (),
    dimensions: Collection[Dimension] = (),
    audiences: Collection[str] = (),
) -> Agreement:
    """Write a draft, new or changed: nobody sees more or less by it until both sides have signed.

    Raises PermissionDenied unless `by` may draft for this partner; RuleViolation where it was signed by anybody, asks
    for a threshold below the tenant's, or opens figures to nobody; ValidationError for dates that make no sense.
    """
    is_new = agreement._state.adding
    if is_new:  # an agreement has its tenant before it is saved, so that the right is asked for this very row
        agreement.tenant_id = scope.current()
    require(by, Capability.DRAFT_AGREEMENTS, on=agreement)
    is_signed = not is_new and _locked(agreement).signatures.exists()
    _raise(rules.change_refusal(is_signed_by_anybody=is_signed))
    _raise(rules.threshold_refusal(agreement.threshold, Tenant.objects.get(pk=scope.current()).smallest_cell))
    _raise(rules.audience_refusal(opens=agreement.opens, audiences=list(audiences)))
    older = agreement.replaces
    if older and (older.provider_id, older.initiative_id) != (agreement.provider_id, agreement.initiative_id):
        raise RuleViolation("agreement_replaces_anothers")
    if is_new:
        agreement.made_by_id = by.user_id
    else:
        agreement.version += 1
    agreement.full_clean(exclude=["tenant", "made_by", "signed_at", "withdrawn_at", "withdrawn_by"])
    agreement.save()
    _put(agreement, indicators, dimensions, audiences)
    record(DRAFTED, agreement, by=by, initiative_uid=agreement.initiative.uid)
    return agreement


def _put(
    agreement: Agreement,
    indicators: Collection[Indicator],
    dimensions: Collection[Dimension],
    audiences: Collection[str],
) -> None:
    for rows in (agreement.indicators, agreement.dimensions, agreement.audiences):
        rows.all().delete()
    AgreementIndicator.objects.bulk_create(AgreementIndicator(agreement=agreement, indicator=i) for i in indicators)
    AgreementDimension.objects.bulk_create(AgreementDimension(agreement=agreement, dimension=d) for d in dimensions)
    AgreementAudience.objects.bulk_create(AgreementAudience(agreement=agreement, audience=a) for a in audiences)


@transaction.atomic
def sign_for_partner(agreement: Agreement, *, name: str, title: str, version: int, by: Actor) -> Agreement:
    """Sign for the partner. With the other side's signature the agreement counts, from its first day on.

    What it opens appears with the next release, what is a community's once its steward has approved; what it keeps
    more strictly is kept from the next release on.

    Raises PermissionDenied unless `by` represents this partner; RuleViolation where the partner has signed, the
    agreement is withdrawn, or its draft is another one than the `version` that was read.
    """
    require(by, Capability.SIGN_FOR_PARTNER, on=agreement)
    return _sign(agreement, Signature.Side.PROVIDER, (name, title), version, by)


@transaction.atomic
def sign_for_backbone(agreement: Agreement, *, name: str, title: str, version: int, by: Actor) -> Agreement:
    """Sign for the backbone organization; refused as for the partner, and to who signed for the partner."""
    require(by, Capability.SIGN_FOR_BACKBONE, on=agreement)
    return _sign(agreement, Signature.Side.BACKBONE, (name, title), version, by)


def _sign(agreement: Agreement, side: str, signature: tuple[str, str], version: int, by: Actor) -> Agreement:
    found = _locked(agreement)
    name, title = (each.strip() for each in signature)
    if by.user_id is None:
        raise PermissionDenied
    signed = {each.side: each for each in found.signatures.all()}
    _raise(rules.signing_refusal(found.state, has_signed=side in signed))
    if any(each.signed_by_id == by.user_id for each in signed.values()):
        raise RuleViolation("agreement_needs_two_people")
    if version != found.version:
        raise RuleViolation("agreement_changed_meanwhile")
    if not (name and title):
        raise RuleViolation("signature_needs_name_and_title")
    Signature.objects.create(agreement=found, side=side, name=name, title=title, signed_by_id=by.user_id)
    record(SIGNED, found, by=by, initiative_uid=found.initiative.uid, note=side)
    ask_for_agreement(found, by=by)
    if signed:
        found.signed_at = timezone.now()
        found.save(update_fields=["signed_at"])
        record(IN_FORCE, found, by=by, initiative_uid=found.initiative.uid)
    return found


@transaction.atomic
def withdraw_agreement(agreement: Agreement, *, because: str, by: Actor) -> Agreement:
    """Take the partner's word back: from this moment nobody reads by this agreement any figure that it opened.

    Issued reports stay as they are. What was told stays known: the next release takes it into account.

    Raises PermissionDenied unless `by` represents this partner; RuleViolation without a reason, or twice.
    """
    require(by, Capability.SIGN_FOR_PARTNER, on=agreement)
    found = _locked(agreement)
    _raise(rules.withdrawal_refusal(found.state, because))
    found.withdrawn_at, found.withdrawn_by_id = timezone.now(), by.user_id
    found.withdrawn_because = because.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record(WITHDRAWN, found, by=by, initiative_uid=found.initiative.uid, note=found.withdrawn_because)
    return found


def _locked(agreement: Agreement) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("initiative", "provider")
    return rows.get(pk=agreement.pk)


def _raise(refusal: Refusal | None) -> None:
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)
