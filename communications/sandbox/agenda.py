"""Which common agenda has the sandbox? One adopted and signed, with all that one may say about it, and a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communications.founding.services.founding import note_step
from initiatives.models import AgendaVersion, Outcome, Section
from initiatives.services import agenda, agenda_words, causes, signoffs, understanding
from initiatives.services.strategies import add_strategy

if TYPE_CHECKING:
    from communications.sandbox.world import World


def name_strategies(world: World) -> None:
    """What groups form around."""
    priya, mark = world.people["priya"].actor, world.mark
    world.strategy = add_strategy(
        world.initiative, f"Strategy {mark}", description=f"Meaning {mark}", outcomes=Outcome.objects.all(), by=priya
    )


def fill(world: World) -> None:
    """What everybody in the initiative may read, and a draft for those who draft."""
    priya, paolo, rita = (world.people[name].actor for name in ("priya", "paolo", "rita"))
    stella, mark, partner = world.people["stella"], world.mark, world.partners[0]
    first = _written(world)
    agenda.open_for_comment(first, until=world.initiative.today(), by=priya)
    comment = agenda.comment_on_section(
        first, Section.VISION, f"Comment {mark}", organization=partner, is_proposal=True, by=paolo
    )
    agenda.answer_comment(comment, became="in_part", answer=f"Answer {mark}", by=priya)
    agenda.take_position(
        first,
        stand="consent",
        words=f"Words {mark}",
        interest=f"Interest {mark}",
        membership=stella.membership,
        seat_of=partner,
        by=stella.actor,
    )
    world.agenda = agenda.adopt(first, committee=[stella.membership.pk], by=priya)
    world.sign_off = signoffs.sign_off(
        world.agenda, partner, name=f"Rita {mark}", title=f"Head {mark}", commitment=f"Commitment {mark}",
        reservations={Section.VISION.value: f"Reservation {mark}"}, by=rita,
    )  # fmt: skip
    note_step(world.initiative, "committee", f"Note {mark}", by=priya)
    world.draft_agenda = agenda.start_draft(world.initiative, name=f"Agenda {mark}", change_note=mark,
                                            population=f"People {mark}", by=priya)  # fmt: skip
    _drive(world)
    understanding.define_problem(world.initiative, partner, problem=f"Problem {mark}", goal=f"Goal {mark}", by=rita)
    world.difference = understanding.raise_difference(
        world.initiative, title=f"Difference {mark}", description=f"Description {mark}", parties=[partner], by=paolo
    )
    understanding.move_difference(world.difference, state="discussed", text=f"Step {mark}", by=priya)


def _drive(world: World) -> None:
    """Two causes that drive each other, one of them an outcome."""
    priya, mark = world.people["priya"].actor, world.mark
    outcomes = Outcome.objects.filter(initiative=world.initiative)[:1]
    strategies = [world.strategy]
    world.cause = causes.add_cause(
        world.initiative, causes.Drawn(f"Cause {mark}", f"Evidence {mark}", outcomes, strategies=strategies), by=priya
    )
    behind = causes.add_cause(world.initiative, causes.Drawn(f"Behind {mark}", causes=[world.cause]), by=priya)
    causes.edit_cause(
        world.cause, causes.Drawn(f"Cause {mark}", f"Evidence {mark}", outcomes, [behind], strategies), by=priya
    )


def _written(world: World) -> AgendaVersion:
    priya, mark = world.people["priya"].actor, world.mark
    made = agenda.start_draft(world.initiative, name=f"Agenda {mark}", by=priya)
    for kind in Section.values:
        agenda_words.write_section(made, kind, f"{kind} {mark}", version=1, by=priya)
    for is_inside in (True, False):
        agenda_words.add_boundary(made, is_inside=is_inside, what=f"What {mark}", because=f"Why {mark}", by=priya)
    outcome = Outcome.objects.filter(initiative=world.initiative).first()
    for is_primary in (True, False):
        agenda_words.put_goal(made, statement=f"Goal {mark}", is_primary=is_primary, outcome=outcome, by=priya)
    return made
