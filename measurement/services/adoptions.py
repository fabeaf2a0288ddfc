"""How does an initiative take up an indicator, in which order, and how does it let go of one?"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Outcome
from measurement.models import Adoption, Indicator
from measurement.rules import adopting
from measurement.services.baselines import set_baselines_to_first_point

__all__ = ["set_baselines_to_first_point"]

REBUILD = "measurement.rebuild_totals"


@dataclass(frozen=True, slots=True)
class AdoptionChoice:
    """What an initiative makes of an indicator; `baseline` is a period of the series, or None."""

    outcome: Outcome
    is_headline: bool = False
    contributes_to: Adoption | None = None
    baseline: tuple[date, date] | None = None
    status_by: str = Adoption.StatusBy.TREND


@transaction.atomic
def adopt_indicator(
    initiative: Initiative, indicator: Indicator, outcome: Outcome, *, by: Actor, because: str = "",
    is_headline: bool = False,
) -> Adoption:  # fmt: skip
    """Take an indicator up, last in its outcome; its first figure since the last break is the baseline.

    What was adopted before and ended comes back with its targets.

    Raises RuleViolation unless the indicator is active, where it is adopted already, or where the initiative has as
    many as its cap allows and no reason is given; the reason is kept and shown.
    """
    require(by, Capability.DEFINE_INDICATORS, on=initiative)
    # Two who adopt at once must not both find the last place under the cap.
    place: Initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    in_force = Adoption.objects.filter(initiative=place, ended_on=None)
    if in_force.filter(indicator=indicator).exists():
        raise RuleViolation("adopted_already")
    count = in_force.count()
    _refuse(adopting.refusal(state=indicator.state, adopted=count, cap=place.indicator_cap, over_cap_because=because))
    adoption = Adoption.objects.filter(initiative=place, indicator=indicator).first()
    if adoption is None:
        adoption = Adoption(initiative=place, indicator=indicator)
    adoption.outcome, adoption.is_headline, adoption.position = outcome, is_headline, count
    adoption.ended_on, adoption.ended_because = None, ""
    adoption.over_cap_because = because.strip() if count >= place.indicator_cap else ""
    adoption.save()
    renumber(place)
    set_baselines_to_first_point(place, only=adoption)
    record("adoption.made", adoption, by=by, initiative_uid=place.uid, note=adoption.over_cap_because)
    return adoption


@transaction.atomic
def edit_adoption(adoption: Adoption, wanted: AdoptionChoice, *, by: Actor) -> Adoption:
    """Move an adopted indicator under another outcome, make it a headline, link it, choose its baseline or status.

    Raises RuleViolation where the adoption has ended, or where what it contributes to is none of the community's.
    """
    current = _held(adoption, by=by)
    if to := wanted.contributes_to:
        _refuse(
            adopting.contribution_refusal(
                level=current.indicator.level, to_level=to.indicator.level,
                same_initiative=to.initiative_id == current.initiative_id,
            )
        )  # fmt: skip
    current.outcome, current.is_headline, current.contributes_to = wanted.outcome, wanted.is_headline, to
    current.status_by = wanted.status_by
    current.baseline_start, current.baseline_end = wanted.baseline or (None, None)
    current.save()
    renumber(current.initiative)
    record("adoption.edited", current, by=by, initiative_uid=current.initiative.uid)
    return current


@transaction.atomic
def move_adoption(adoption: Adoption, *, up: bool, by: Actor) -> bool:
    """Move an adopted indicator one place up or down among those of its outcome; False where it is at the end."""
    current = _held(adoption, by=by)
    ordered = [each for each in renumber(current.initiative) if each.outcome_id == current.outcome_id]
    place = [each.pk for each in ordered].index(current.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(ordered):
        return False
    one, two = ordered[place], ordered[other]
    one.position, two.position = two.position, one.position
    Adoption.objects.bulk_update([one, two], ["position"])
    record("adoption.moved", current, by=by, initiative_uid=current.initiative.uid)
    return True


@transaction.atomic
def end_adoption(adoption: Adoption, *, because: str, by: Actor) -> Adoption:
    """Let go of an indicator: it leaves the scorecard and is asked for no more; its page and its series stay.

    Raises RuleViolation without a reason, or where it has ended.
    """
    current = _held(adoption, by=by)
    if not because.strip():
        raise RuleViolation("reason_missing_for_end")
    return end_in_force(current, because=because.strip(), by=by)


@transaction.atomic
def set_indicator_cap(initiative: Initiative, cap: int, *, by: Actor) -> Initiative:
    """Say how many indicators the initiative wants at most; those it has already stay."""
    require(by, Capability.DEFINE_INDICATORS, on=initiative)
    initiative.indicator_cap = cap
    initiative.full_clean(validate_unique=False, validate_constraints=False)
    initiative.save(update_fields=["indicator_cap"])
    record("initiative.indicator_cap_set", initiative, by=by, initiative_uid=initiative.uid, note=str(cap))
    return initiative


def end_in_force(adoption: Adoption, *, because: str, by: Actor) -> Adoption:
    """End one adoption; whoever calls has asked whether `by` may."""
    adoption.ended_on, adoption.ended_because = timezone.localdate(), because
    adoption.save(update_fields=["ended_on", "ended_because"])
    record("adoption.ended", adoption, by=by, initiative_uid=adoption.initiative.uid, note=because)
    return adoption


def take_place_of(ended: Adoption, successor: Indicator, *, by: Actor) -> None:
    """Adopt a successor where its predecessor stood; nothing where it is adopted already. The cap is not asked."""
    taken, is_new = Adoption.objects.get_or_create(
        initiative=ended.initiative,
        indicator=successor,
        defaults={
            "outcome": ended.outcome, "position": ended.position, "is_headline": ended.is_headline,
            "contributes_to": ended.contributes_to, "over_cap_because": ended.over_cap_because,
        },
    )  # fmt: skip
    if not is_new and taken.ended_on is not None:
        taken.ended_on, taken.ended_because = None, ""
        taken.save(update_fields=["ended_on", "ended_because"])
    set_baselines_to_first_point(ended.initiative, only=taken)
    record("adoption.made", taken, by=by, initiative_uid=ended.initiative.uid)


def renumber(initiative: Initiative) -> list[Adoption]:
    """Number an initiative's adoptions in force by outcome and place, so that each has a place of its own."""
    ordered = list(
        Adoption.objects.filter(initiative=initiative, ended_on=None).order_by("outcome__position", "position", "pk")
    )
    moved = [each for place, each in enumerate(ordered) if each.position != place]
    for place, each in enumerate(ordered):
        each.position = place
    Adoption.objects.bulk_update(moved, ["position"])
    return ordered


def rebuild_later(*, by: Actor) -> None:
    """Ask for all totals of the tenant to be made anew, once, after this transaction."""
    ask_for(REBUILD, {}, key=REBUILD, by=by)


def _held(adoption: Adoption, *, by: Actor) -> Adoption:
    """The adoption, locked, where it is in force and `by` may change it."""
    require(by, Capability.DEFINE_INDICATORS, on=adoption)
    current: Adoption = (
        Adoption.objects.select_for_update(of=("self",)).select_related("initiative", "indicator").get(pk=adoption.pk)
    )
    if current.ended_on is not None:
        raise RuleViolation("adoption_has_ended")
    return current


def _refuse(refusal: Refusal | None) -> None:
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)
