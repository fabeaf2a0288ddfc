"""How does an indicator become active, and how does it retire?"""

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import Adoption, Indicator, IndicatorComment
from measurement.rules import definitions as rules
from measurement.selectors.definitions import latest_version, terms_not_agreed
from measurement.services.adoptions import end_in_force, renumber, take_place_of
from measurement.services.approvals import ask_for_definition, awaits_steward
from measurement.services.definitions import Definition, words_of

ACTIVATED, RETIRED = "indicator.activated", "indicator.retired"


def activate_indicator(indicator: Indicator, *, by: Actor) -> Indicator:
    """Make an indicator active: initiatives may adopt it from here on.

    Where it concerns a governed community, its steward is asked and must have said yes. The question stays though
    nothing else does: the refusal comes after the transaction.

    Raises PermissionDenied unless `by` may define, RuleViolation where it is active or was replaced, has no definition,
    names a term that is not agreed in the glossary, or waits for a steward.
    """
    with transaction.atomic():
        current = _moved(indicator, Indicator.State.ACTIVE, by=by)
        version = latest_version(current)
        if not version.definition.strip():
            raise RuleViolation("definition_missing")
        words = [each.word for each in terms_not_agreed(current.name, version.definition, version.method)]
        if refusal := rules.terms_refusal(words):
            raise RuleViolation(refusal.code, **refusal.values)
        waited_for = ask_for_definition(current, words_of(Definition.of(current, version)), by=by)
        if not waited_for:
            current.retired_on, current.retired_because = None, ""
            current.save(update_fields=["state", "retired_on", "retired_because"])
            record(ACTIVATED, current, by=by)
    if waited_for:
        raise awaits_steward(waited_for)
    return current


@transaction.atomic
def retire_indicator(indicator: Indicator, *, because: str, by: Actor, successor: Indicator | None = None) -> Indicator:
    """Retire an indicator: it is asked for no more, its adoptions end, and its series stays readable.

    A successor takes its place in each initiative, under the same outcome; the two series stay apart.

    Raises RuleViolation without a reason, where it is retired already, or for a successor that is not active.
    """
    if not because.strip():
        raise RuleViolation("reason_missing_for_end")
    current = _moved(indicator, Indicator.State.RETIRED, by=by)
    if successor is not None and (successor.pk == current.pk or successor.state != Indicator.State.ACTIVE):
        raise RuleViolation("successor_not_active")
    current.retired_on, current.retired_because = timezone.localdate(), because.strip()
    current.replaced_by = successor
    current.save(update_fields=["state", "retired_on", "retired_because", "replaced_by"])
    for adoption in Adoption.objects.select_for_update(of=("self",)).filter(indicator=current, ended_on=None):
        end_in_force(adoption, because=because.strip(), by=by)
        if successor is not None:
            take_place_of(adoption, successor, by=by)
            renumber(adoption.initiative)
    record(RETIRED, current, by=by, note=because.strip())
    return current


@transaction.atomic
def comment_on_indicator(indicator: Indicator, text: str, *, by: Actor) -> IndicatorComment:
    """Say something about an indicator's definition, for everybody in the tenant to read."""
    require(by, Capability.PROPOSE_INDICATORS)
    return IndicatorComment.objects.create(indicator=indicator, text=text.strip(), written_by_id=by.user_id)


def _moved(indicator: Indicator, wanted: Indicator.State, *, by: Actor) -> Indicator:
    """The indicator, locked and in the state wanted; not saved yet."""
    require(by, Capability.DEFINE_INDICATORS)
    current = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if refusal := rules.move_refusal(current.state, wanted, is_replaced=current.replaced_by_id is not None):
        raise RuleViolation(refusal.code, **refusal.values)
    current.state = wanted
    return current
