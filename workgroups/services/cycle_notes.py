"""How is said what a cycle plans, what was done, what the data and people say, what was changed, and who was told?"""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Organization
from measurement.models import Indicator
from workgroups.models import Cycle, CycleNote
from workgroups.services import consent
from workgroups.services.cycles import open_cycle

Kind = CycleNote.Kind


@transaction.atomic
def say(cycle: Cycle, kind: str, text: str, *, by: Actor) -> CycleNote:
    """Say what is planned, or what was done; what is said later stands above what was said before."""
    if kind not in (Kind.PLAN, Kind.DO):
        raise RuleViolation("cycle_says_otherwise")
    return _write(cycle, CycleNote(kind=kind, text=text), by)


@transaction.atomic
def bring_figure(cycle: Cycle, indicator: Indicator, start: date, end: date, text: str, *, by: Actor) -> CycleNote:
    """Say what the data of a period say: the writer's words beside the figure that each reader may see.

    No number is kept. Raises RuleViolation for days in the wrong order, or an indicator that the cycle is not to move.
    """
    if end < start:
        raise RuleViolation("period_ends_before_it_starts")
    if not cycle.indicators.filter(indicator=indicator).exists():
        raise RuleViolation("cycle_does_not_move", name=indicator.name)
    note = CycleNote(kind=Kind.FIGURE, text=text, indicator=indicator, period_start=start, period_end=end)
    return _write(cycle, note, by)


@transaction.atomic
def tell_story(
    cycle: Cycle,
    text: str,
    *,
    by: Actor,
    people: Collection[Membership] = (),
    organizations: Collection[Organization] = (),
) -> CycleNote:
    """Tell what somebody lived; others read it once everybody named in it has consented, and they are asked by mail."""
    note = _write(cycle, CycleNote(kind=Kind.STORY, text=text), by)
    consent.name(note, people, organizations, is_asked=True, by=by)
    return note


@transaction.atomic
def note_change(cycle: Cycle, changed_on: date, what: str, because: str, *, by: Actor) -> CycleNote:
    """Keep that something was changed on a day, and why. Raises RuleViolation without a reason, or for a day ahead."""
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    note = CycleNote(kind=Kind.CHANGE, text=what, because=because.strip(), happened_on=changed_on)
    return _write(cycle, note, by)


@transaction.atomic
def tell(cycle: Cycle, told_on: date, audience: str, means: str, text: str, *, by: Actor) -> CycleNote:
    """Keep to whom the group told what, and how. Raises RuleViolation for a day ahead."""
    if not (audience.strip() and means.strip()):
        raise RuleViolation("told_to_nobody")
    note = CycleNote(kind=Kind.TOLD, text=text, audience=audience.strip(), means=means.strip(), happened_on=told_on)
    return _write(cycle, note, by)


@transaction.atomic
def take_back(note: CycleNote, *, by: Actor) -> None:
    """Take back what was said wrongly, or a story; nobody reads it any more, and nobody is asked for consent to it.

    Raises RuleViolation where it was taken back, or the cycle is decided; a story is taken back after that too.
    """
    require(by, Capability.RUN_CYCLES, on=note.cycle.group)
    if note.kind != Kind.STORY:
        open_cycle(note.cycle)
    current = CycleNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if current.taken_back_at:
        raise RuleViolation("note_taken_back")
    current.taken_back_at = timezone.now()
    current.save(update_fields=["taken_back_at"])
    consent.end(current)
    record("cycle.taken_back", note.cycle, by=by, initiative_uid=note.cycle.group.initiative.uid, note=current.kind)


def _write(cycle: Cycle, note: CycleNote, by: Actor) -> CycleNote:
    require(by, Capability.RUN_CYCLES, on=cycle.group)
    current = open_cycle(cycle)
    if not note.text.strip():
        raise RuleViolation("words_missing_here")
    if note.happened_on and note.happened_on > current.group.initiative.today():
        raise RuleViolation("day_is_ahead")
    note.cycle, note.text, note.written_by_id = current, note.text.strip(), by.user_id
    note.save()
    record(f"cycle.{note.kind}", current, by=by, initiative_uid=current.group.initiative.uid)
    return note
