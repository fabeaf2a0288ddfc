"""How is an initiative founded, and its path annotated?"""

from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from communications.founding.models import StepNote
from communications.founding.rules.standing import Step
from communications.founding.templates import TEMPLATES, Template
from initiatives.models import Area, Initiative, Outcome, Section, Subject
from initiatives.services.agenda import start_draft
from initiatives.services.agenda_words import write_section
from initiatives.services.campaigns import place_in_campaign
from initiatives.services.strategies import add_strategy


@transaction.atomic
def found_initiative(
    *,
    slug: str,
    name: str,
    area: Area | None,
    area_name: str,
    time_zone: str,
    template: str,
    by: Actor,
    purpose: str = "",
    campaign: Initiative | None = None,
) -> Initiative:
    """Found an initiative for a place, with the outcomes, strategies and first words of a template as a draft.

    With a campaign it begins as a local initiative of that. Raises ValidationError for an address that is taken or
    no address, or a time zone that is none; RuleViolation without a place, or for a campaign that is a local one.
    """
    require(by, Capability.FOUND_INITIATIVE)
    # Whoever founds one at the same address at the same moment waits here, and is refused.
    Tenant.objects.select_for_update().get(pk=scope.current())
    initiative = Initiative(
        slug=slug, name=name.strip(), purpose=purpose.strip(), area=area or _place(area_name), time_zone=time_zone
    )
    initiative.full_clean(exclude=["tenant"])
    initiative.save()
    _begin(initiative, TEMPLATES[template], by)
    record("initiative.founded", initiative, by=by, initiative_uid=initiative.uid, note=template)
    return place_in_campaign(initiative, campaign, by=by) if campaign else initiative


def _place(name: str) -> Area:
    plain = " ".join(name.split())
    if not plain:
        raise RuleViolation("initiative_without_place")
    known = Area.objects.filter(name__iexact=plain).first()
    if known:
        return known
    code = slugify(plain)[:30] or "area"
    if Area.objects.filter(code=code).exists():
        code = f"{code}-{uuid4().hex[:6]}"
    area = Area.objects.create(code=code, name=plain)
    Subject.objects.create(area=area)
    return area


def _begin(initiative: Initiative, template: Template, by: Actor) -> None:
    for position, outcome in enumerate(template.outcomes):
        text = str(outcome)
        Outcome.objects.create(initiative=initiative, slug=slugify(text)[:60], name=text, position=position)
    for strategy in template.strategies:
        add_strategy(initiative, str(strategy), by=by)
    draft = start_draft(initiative, name=initiative.name[:120], by=by)
    for section in Section:
        if section in template.words:
            write_section(draft, section, str(template.words[section]), version=1, by=by)


@transaction.atomic
def note_step(initiative: Initiative, step: str, text: str, *, by: Actor) -> StepNote:
    """Say what is left of a step, or what was done outside the system; it changes no state."""
    require(by, Capability.DRAFT_AGENDA, on=initiative)
    if not text.strip():
        raise RuleViolation("reason_missing_here")
    return StepNote.objects.create(
        initiative=initiative, step=Step(step).value, text=text.strip(), written_by_id=by.user_id
    )
