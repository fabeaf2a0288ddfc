"""How is an organization won for an initiative?"""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization, Participation, Prospect, ProspectStep, Sector
from initiatives.rules import prospects as rules
from initiatives.services.partners import admit


@transaction.atomic
def name_prospect(
    initiative: Initiative,
    *,
    name: str,
    because: str,
    by: Actor,
    sector: Sector | None = None,
    contact: str = "",
    next_step: str = "",
    next_on: date | None = None,
) -> Prospect:
    """Put an organization on the list of those that are wanted; only who manages partners sees it.

    Raises RuleViolation for one that takes part, or stands on the list already.
    """
    require(by, Capability.MANAGE_PARTNERS, on=initiative)
    _refuse_known(initiative, " ".join(name.split()))
    prospect = Prospect.objects.create(
        initiative=initiative, name=name.strip(), because=because.strip(), sector=sector, contact=contact.strip(),
        next_step=next_step.strip(), next_on=next_on,
    )  # fmt: skip
    record("prospect.named", prospect, by=by, initiative_uid=initiative.uid)
    return prospect


def _refuse_known(initiative: Initiative, name: str) -> None:
    here = Participation.objects.filter(initiative=initiative, left_on=None, organization__name__iexact=name)
    if here.exists():
        raise RuleViolation("partner_takes_part_already", name=name)
    if Prospect.objects.filter(initiative=initiative, name__iexact=name).exclude(stage=Prospect.Stage.JOINED).exists():
        raise RuleViolation("prospect_named_already", name=name)


@transaction.atomic
def move_prospect(
    prospect: Prospect, *, stage: str, text: str, by: Actor, next_step: str = "", next_on: date | None = None
) -> ProspectStep:
    """Write down what was said, and how far the talk is; one that joins takes part from today.

    Raises RuleViolation without words, or for one that takes part already.
    """
    require(by, Capability.MANAGE_PARTNERS, on=prospect)
    if not text.strip():
        raise RuleViolation("reason_missing_here")
    current = (
        Prospect.objects.select_for_update(of=("self",)).select_related("initiative", "sector").get(pk=prospect.pk)
    )
    if refusal := rules.refusal(current.stage, stage):
        raise RuleViolation(refusal.code, **refusal.values)
    if stage == Prospect.Stage.JOINED:
        current.organization = _admitted(current, by)
    current.stage, current.next_step, current.next_on = stage, next_step.strip(), next_on
    current.save(update_fields=["stage", "next_step", "next_on", "organization"])
    record("prospect.moved", current, by=by, initiative_uid=current.initiative.uid, note=stage)
    return ProspectStep.objects.create(prospect=current, stage=stage, text=text.strip(), written_by_id=by.user_id)


def _admitted(prospect: Prospect, by: Actor) -> Organization:
    """The organization of this name, or a new one under a code of its own."""
    known = Organization.objects.filter(name__iexact=prospect.name, active_to=None).first()
    code = slugify(prospect.name)[:36] or "partner"
    taken = set(Organization.objects.filter(code__startswith=code).values_list("code", flat=True))
    free = next(each for each in (code, *(f"{code}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)
    return admit(
        prospect.initiative, known, code=free, name=prospect.name, sector=None if known else prospect.sector,
        joined_on=prospect.initiative.today(), by=by,
    )  # fmt: skip
