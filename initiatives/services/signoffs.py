"""How does an institution accept the agenda, and how does it take its word back?"""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import AgendaVersion, Organization, Participation, Reservation, SignOff

SIGNED, WITHDRAWN = "agenda.signed", "agenda.signature_withdrawn"


@transaction.atomic
def sign_off(
    agenda: AgendaVersion,
    organization: Organization,
    *,
    name: str,
    title: str,
    by: Actor,
    commitment: str = "",
    ends_on: date | None = None,
    reservations: Mapping[str, str] | None = None,
) -> SignOff:
    """Accept the primary goals of the adopted agenda for an organization; everybody who takes part sees it.

    It takes the place of the organization's earlier signature, renews its term, and keeps what it does not share of
    the rest. `reservations` are texts by section.

    Raises PermissionDenied unless `by` represents the organization; RuleViolation where this version is not the
    adopted one, the organization takes no part, or the term would end before it begins.
    """
    require(by, Capability.SIGN_AGENDA, on=organization)
    if by.user_id is None:
        raise PermissionDenied
    found = AgendaVersion.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=agenda.pk)
    if found.state != AgendaVersion.State.ADOPTED:
        raise RuleViolation("agenda_not_adopted")
    _refuse_partner(found, organization)
    today = found.initiative.today()
    _refuse_terms(name, title, ends_on, today)
    signed = SignOff.objects.create(
        initiative=found.initiative, agenda=found, organization=organization, name=name.strip(), title=title.strip(),
        commitment=commitment.strip(), signed_by_id=by.user_id, starts_on=today, ends_on=ends_on,
    )  # fmt: skip
    Reservation.objects.bulk_create(
        Reservation(sign_off=signed, section=section, text=text.strip())
        for section, text in (reservations or {}).items()
        if text.strip()
    )
    record(SIGNED, signed, by=by, initiative_uid=found.initiative.uid)
    return signed


def _refuse_partner(agenda: AgendaVersion, organization: Organization) -> None:
    here = Participation.objects.filter(initiative=agenda.initiative_id, organization=organization, left_on=None)
    if not here.exists():
        raise RuleViolation("partner_takes_no_part", name=organization.name)


def _refuse_terms(name: str, title: str, ends_on: date | None, today: date) -> None:
    if not (name.strip() and title.strip()):
        raise RuleViolation("sign_off_needs_name_and_title")
    if ends_on is not None and ends_on <= today:
        raise RuleViolation("sign_off_ends_before_it_begins")


@transaction.atomic
def withdraw_sign_off(signed: SignOff, *, because: str, by: Actor) -> SignOff:
    """Take an organization's signature back; it stays readable, with the reason.

    Raises RuleViolation without a reason, or twice.
    """
    require(by, Capability.SIGN_AGENDA, on=signed.organization)
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    found = SignOff.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=signed.pk)
    if found.withdrawn_at:
        raise RuleViolation("sign_off_withdrawn_already")
    found.withdrawn_at, found.withdrawn_by_id = timezone.now(), by.user_id
    found.withdrawn_because = because.strip()[:500]
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record(WITHDRAWN, found, by=by, initiative_uid=found.initiative.uid, note=found.withdrawn_because)
    return found
