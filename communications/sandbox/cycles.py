"""Which cycles and lessons has the sandbox? A chain of two, a story whose person consented, and a lesson that waits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from measurement.models import Indicator
from workgroups.models import Naming
from workgroups.services import consent, cycle_notes, cycles, lessons

if TYPE_CHECKING:
    from backbone.tenancy.actors import Actor
    from communications.sandbox.world import World

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def fill(world: World) -> None:
    """What the group tries, and what was learnt from it."""
    _cycles(world, world.people["wes"].actor)
    _lessons(world)
    for naming in Naming.objects.filter(membership=world.people["gwen"].membership).select_related(
        "lesson__initiative", "story__cycle__group__initiative", "membership", "organization"
    ):
        consent.answer(naming, consents=True, by=world.people["gwen"].actor)
    world.naming = Naming.objects.get(organization=world.partners[0])


def _cycles(world: World, wes: Actor) -> None:
    mark, today = world.mark, world.initiative.today()
    share = Indicator.objects.get(code="share")
    trial = cycles.Trial(
        f"Aim {mark}", today - timedelta(days=60), [share], world.activity, "subgroup", subgroup=world.subgroup
    )
    first = cycles.start_cycle(world.group, trial, by=wes)
    cycle_notes.say(first, "plan", f"Plan {mark}", by=wes)
    cycles.go_on(first, "do", by=wes)
    cycle_notes.say(first, "do", f"Doing {mark}", by=wes)
    cycles.go_on(first, "evidence", by=wes)
    cycle_notes.bring_figure(first, share, *YEAR, f"Figure {mark}", by=wes)
    cycles.go_on(first, "communicate", by=wes)
    cycle_notes.tell(first, today, f"Audience {mark}", f"Means {mark}", f"Told {mark}", by=wes)
    following = cycles.decide(first, "adapt", f"Because {mark}", next_aim=f"Next aim {mark}", by=wes)
    assert following is not None
    world.cycle = following
    cycle_notes.say(following, "plan", f"Plan {mark}", by=wes)
    cycles.go_on(following, "do", by=wes)
    cycle_notes.say(following, "do", f"Doing {mark}", by=wes)
    world.change = cycle_notes.note_change(following, today, f"Change {mark}", f"Because {mark}", by=wes)
    cycles.go_on(following, "evidence", by=wes)
    cycle_notes.bring_figure(following, share, *YEAR, f"Figure {mark}", by=wes)
    cycle_notes.tell_story(following, f"Story {mark}", people=[world.people["gwen"].membership], by=wes)


def _lessons(world: World) -> None:
    """One that everybody reads; and one that names an organization whose representative is still asked."""
    mark, share = world.mark, Indicator.objects.get(code="share")
    told = lessons.Told(
        f"Lesson {mark}", f"What happened {mark}", f"What was learnt {mark}", "no", world.partners[0],
        strategy=world.strategy, activity=world.activity, cycle=world.cycle, indicators=[share],
        people=[world.people["gwen"].membership],
    )  # fmt: skip
    world.lesson = lessons.tell_lesson(world.initiative, told, is_published=True, by=world.people["rita"].actor)
    own = world.partner_mark(1)
    waits = lessons.Told(f"Waits {own}", own, own, "partly", world.partners[0], organizations=[world.partners[0]])
    lessons.tell_lesson(world.initiative, waits, is_published=True, by=world.people["vera"].actor)
