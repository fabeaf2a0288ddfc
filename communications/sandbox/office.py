"""What does the sandbox's backbone plan for itself, how does it assess itself, and what do its partners say?"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from communications.office.presenters import facts_to_keep
from communications.office.selectors import asked_in
from initiatives.rules.office import ALL_STATEMENTS, FUNCTIONS
from initiatives.rules.pulse import QUESTIONS
from initiatives.services import assessments, office, pulse

if TYPE_CHECKING:
    from communications.sandbox.world import World

# Six of the eight who are asked, so that the words of a closed survey are shown.
ANSWERING = ("paolo", "rita", "petra", "pia", "stella", "wes")


def fill(world: World) -> None:
    """Staff, a plan, a current priority, a closed and an open assessment, a survey with results and an open one."""
    priya, mark, today = world.people["priya"], world.mark, world.initiative.today()
    world.position = office.add_position(
        world.initiative, title=f"Title {mark}", fte=Decimal("0.5"), held_from=today, name=f"Somebody {mark}",
        functions=FUNCTIONS[:2], host=world.partners[0], by=priya.actor,
    )  # fmt: skip
    office.add_position(
        world.initiative, title=f"Manager {mark}", fte=Decimal(1), held_from=today, membership=priya.membership,
        by=priya.actor,
    )  # fmt: skip
    world.plan_item = office.plan(
        world.initiative, year=today.year, function="data", what=f"Plan {mark}", by_when=today,
        position=world.position, by=priya.actor,
    )  # fmt: skip
    for rank in (1, 2):
        world.priority = office.name_priority(
            world.initiative, year=today.year, rank=rank, text=f"Priority {rank} {mark}", by=priya.actor
        )
    office.put_first(world.priority, until=today + timedelta(days=30), by=priya.actor)
    _ask(world)
    _assess(world)


def _ask(world: World) -> None:
    priya, mark, today = world.people["priya"].actor, world.mark, world.initiative.today()
    asked = asked_in(world.initiative)
    world.pulse = pulse.open_pulse(world.initiative, title=f"Survey {mark}", closes_on=today, asked=asked, by=priya)
    for number, name in enumerate(ANSWERING):
        person = world.people[name]
        pulse.answer_pulse(
            world.pulse, ratings=dict.fromkeys(QUESTIONS, 2 + number % 3), text=f"Words {number} {mark}", asked=asked,
            membership=person.membership, by=person.actor,
        )  # fmt: skip
    pulse.close_pulse(world.pulse, by=priya)
    world.open_pulse = pulse.open_pulse(
        world.initiative, title=f"Open {mark}", closes_on=today + timedelta(days=30), asked=asked, by=priya
    )


def _assess(world: World) -> None:
    priya, mark, today = world.people["priya"].actor, world.mark, world.initiative.today()
    closed = assessments.open_assessment(world.initiative, year=today.year, by=priya)
    assessments.rate(closed, dict.fromkeys(ALL_STATEMENTS, (3, f"Evidence {mark}")), by=priya)
    world.assessment = assessments.close_assessment(closed, facts=facts_to_keep(closed, today), by=priya)
    world.open_assessment = assessments.open_assessment(world.initiative, year=today.year + 1, by=priya)
    assessments.rate(world.open_assessment, {ALL_STATEMENTS[0]: (2, f"First {mark}")}, by=priya)
