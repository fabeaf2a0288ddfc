"""How are the words of a draft written: sections, boundaries, goals, strategies?"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import AgendaSection, AgendaStrategy, AgendaVersion, Boundary, Goal, Outcome, Strategy
from initiatives.rules import agenda as rules


@transaction.atomic
def write_section(agenda: AgendaVersion, kind: str, text: str, *, version: int, by: Actor) -> AgendaSection:
    """Write the text of a section of a draft.

    Raises RuleViolation where somebody else wrote since `version` was read, so that nothing is overwritten unseen.
    """
    found = _in_draft(agenda, by)
    section = AgendaSection.objects.select_for_update(of=("self",)).get(agenda=found, kind=kind)
    if section.version != version:
        raise RuleViolation("section_changed_meanwhile")
    section.text, section.version = text.strip(), section.version + 1
    section.save(update_fields=["text", "version"])
    record("agenda.written", found, by=by, initiative_uid=found.initiative.uid, note=kind)
    return section


@transaction.atomic
def name_draft(
    agenda: AgendaVersion, *, name: str, change_note: str, population: str, until_year: int | None, by: Actor
) -> AgendaVersion:
    """Give a draft its public name, say for whom and until when it is, and what changes with it."""
    found = _in_draft(agenda, by)
    found.name, found.change_note = name.strip(), change_note.strip()
    found.population, found.until_year = population.strip(), until_year
    found.save(update_fields=["name", "change_note", "population", "until_year"])
    return found


@transaction.atomic
def add_boundary(agenda: AgendaVersion, *, is_inside: bool, what: str, because: str, by: Actor) -> Boundary:
    """Say of something that it lies inside or outside, and why."""
    found = _in_draft(agenda, by)
    return Boundary.objects.create(
        agenda=found, is_inside=is_inside, what=what.strip(), because=because.strip(),
        position=found.boundaries.count(),
    )  # fmt: skip


@transaction.atomic
def remove_boundary(agenda: AgendaVersion, uid: UUID, *, by: Actor) -> None:
    """Take a boundary out of a draft; earlier versions keep theirs."""
    _in_draft(agenda, by).boundaries.get(uid=uid).delete()


@transaction.atomic
def put_goal(
    agenda: AgendaVersion,
    *,
    statement: str,
    is_primary: bool,
    outcome: Outcome | None,
    by: Actor,
    uid: UUID | None = None,
) -> Goal:
    """Add a goal to a draft, or put one of it into other words; those of a primary goal ask all to sign again."""
    found = _in_draft(agenda, by)
    goal = found.goals.filter(uid=uid).first() if uid else None
    if goal is None:
        goal = Goal(agenda=found, position=found.goals.count())
    goal.statement, goal.is_primary, goal.outcome = " ".join(statement.split()), is_primary, outcome
    goal.save()
    return goal


@transaction.atomic
def remove_goal(agenda: AgendaVersion, uid: UUID, *, by: Actor) -> None:
    """Take a goal out of a draft; earlier versions keep theirs."""
    _in_draft(agenda, by).goals.get(uid=uid).delete()


@transaction.atomic
def choose_strategies(agenda: AgendaVersion, strategies: Iterable[Strategy], *, by: Actor) -> None:
    """Let these strategies stand in a draft, in the words that they have now."""
    found = _in_draft(agenda, by)
    found.strategies.all().delete()
    put_strategies(found, strategies)


def put_strategies(agenda: AgendaVersion, strategies: Iterable[Strategy]) -> None:
    """Write strategies into a version, with their words."""
    AgendaStrategy.objects.bulk_create(
        AgendaStrategy(agenda=agenda, strategy=each, name=each.name, description=each.description, position=position)
        for position, each in enumerate(strategies)
    )


def _in_draft(agenda: AgendaVersion, by: Actor) -> AgendaVersion:
    """The draft, for this transaction alone. Raises RuleViolation once it is open: all comment on the same words."""
    require(by, Capability.DRAFT_AGENDA, on=agenda)
    found = AgendaVersion.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=agenda.pk)
    if refusal := rules.change_refusal(found.state):
        raise RuleViolation(refusal.code, **refusal.values)
    return found
