"""How does a partner say what it sees, and how does a difference come to an end?"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import (
    Difference,
    DifferenceParty,
    DifferenceStep,
    Initiative,
    Organization,
    ProblemDefinition,
)
from initiatives.rules import differences as rules


@transaction.atomic
def define_problem(
    initiative: Initiative, organization: Organization, *, problem: str, goal: str, by: Actor
) -> ProblemDefinition:
    """Say how an organization sees the problem and what it wants; everybody who takes part reads it beside the others.

    What it said before is kept, and no longer counts.
    """
    require(by, Capability.DEFINE_PROBLEM, on=organization)
    # Two people of one partner may write at the same moment: the later one's words count.
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    now = timezone.now()
    ProblemDefinition.objects.filter(initiative=initiative, organization=organization, replaced_at=None).update(
        replaced_at=now
    )
    made = ProblemDefinition.objects.create(
        initiative=initiative, organization=organization, problem=problem.strip(), goal=goal.strip(),
        written_by_id=by.user_id, written_at=now,
    )  # fmt: skip
    record("problem.defined", made, by=by, initiative_uid=initiative.uid)
    return made


@transaction.atomic
def raise_difference(
    initiative: Initiative, *, title: str, description: str, parties: Iterable[Organization], by: Actor
) -> Difference:
    """Put a difference on the register, for everybody who takes part to read."""
    require(by, Capability.COMMENT_AGENDA, on=initiative)
    difference = Difference.objects.create(
        initiative=initiative, title=title.strip(), description=description.strip(), raised_by_id=by.user_id
    )
    DifferenceParty.objects.bulk_create(DifferenceParty(difference=difference, organization=each) for each in parties)
    record("difference.raised", difference, by=by, initiative_uid=initiative.uid)
    return difference


@transaction.atomic
def move_difference(difference: Difference, *, state: str, text: str, by: Actor) -> DifferenceStep:
    """Write down what was said of a difference, and what that made of it: discussed, resolved or left standing.

    Raises RuleViolation without words, or for a state that does not follow.
    """
    require(by, Capability.DRAFT_AGENDA, on=difference)
    if not text.strip():
        raise RuleViolation("reason_missing_here")
    current = Difference.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=difference.pk)
    if refusal := rules.refusal(current.state, state):
        raise RuleViolation(refusal.code, **refusal.values)
    current.state = state
    current.save(update_fields=["state"])
    record(f"difference.{state}", current, by=by, initiative_uid=current.initiative.uid)
    return DifferenceStep.objects.create(difference=current, state=state, text=text.strip(), written_by_id=by.user_id)
