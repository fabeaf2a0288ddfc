"""Who works for the backbone, what does it plan, and what comes first?"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization, PlanItem, Priority, StaffPosition
from initiatives.rules import office as rules


@transaction.atomic
def add_position(
    initiative: Initiative,
    *,
    title: str,
    fte: Decimal,
    held_from: date,
    by: Actor,
    membership: Membership | None = None,
    name: str = "",
    functions: Collection[str] = (),
    host: Organization | None = None,
) -> StaffPosition:
    """Say who works for the backbone; it gives nobody a right. Raises ValidationError without person or name."""
    require(by, Capability.RUN_OFFICE, on=initiative)
    position = StaffPosition(
        initiative=initiative, title=title.strip(), fte=fte, held_from=held_from, membership=membership,
        name="" if membership else name.strip(), functions=_words(functions), host=host,
    )  # fmt: skip
    position.full_clean(exclude=["tenant"])
    position.save()
    record("staff_position.added", position, by=by, initiative_uid=initiative.uid)
    return position


@transaction.atomic
def change_position(
    position: StaffPosition,
    *,
    title: str,
    fte: Decimal,
    functions: Collection[str],
    held_until: date | None,
    host: Organization | None,
    by: Actor,
) -> StaffPosition:
    """Change what somebody does and with how much time, or say until when. The person stays: another one is a new
    position. Raises ValidationError where it ends before it began.
    """
    require(by, Capability.RUN_OFFICE, on=position)
    found = StaffPosition.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=position.pk)
    before = f"{found.title}, {found.fte}"
    found.title, found.fte, found.functions = title.strip(), fte, _words(functions)
    found.held_until, found.host = held_until, host
    found.full_clean(exclude=["tenant"])
    found.save()
    record("staff_position.changed", found, by=by, initiative_uid=found.initiative.uid, note=before)
    return found


def _words(functions: Collection[str]) -> str:
    return " ".join(each for each in rules.FUNCTIONS if each in functions)


@transaction.atomic
def plan(
    initiative: Initiative,
    *,
    year: int,
    function: str,
    what: str,
    by: Actor,
    by_when: date | None = None,
    position: StaffPosition | None = None,
) -> PlanItem:
    """Put one thing on the backbone's plan for a year."""
    require(by, Capability.RUN_OFFICE, on=initiative)
    item = PlanItem.objects.create(
        initiative=initiative, year=year, function=function, what=what.strip(), by_when=by_when, position=position
    )
    record("plan_item.planned", item, by=by, initiative_uid=initiative.uid)
    return item


@transaction.atomic
def move_plan_item(
    item: PlanItem, *, state: str, because: str, by_when: date | None, position: StaffPosition | None, by: Actor
) -> PlanItem:
    """Say how far it is, who does it and until when.

    Raises RuleViolation for dropping it without a reason, and for one that is done.
    """
    require(by, Capability.RUN_OFFICE, on=item)
    found = PlanItem.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=item.pk)
    refuse(rules.move_refusal(found.state, state, because))
    found.state, found.because, found.by_when, found.position = state, because.strip(), by_when, position
    found.save(update_fields=["state", "because", "by_when", "position"])
    record("plan_item.moved", found, by=by, initiative_uid=found.initiative.uid, note=state)
    return found


@transaction.atomic
def name_priority(initiative: Initiative, *, year: int, rank: int, text: str, by: Actor) -> Priority:
    """Name what is to come first in a year."""
    require(by, Capability.RUN_OFFICE, on=initiative)
    priority = Priority.objects.create(initiative=initiative, year=year, rank=rank, text=text.strip())
    record("priority.named", priority, by=by, initiative_uid=initiative.uid)
    return priority


@transaction.atomic
def put_first(priority: Priority, *, until: date | None, by: Actor) -> Priority:
    """Show a priority to everybody until a day; the one before it is current no more.

    Raises RuleViolation for one that is done, or without a day from today on.
    """
    require(by, Capability.RUN_OFFICE, on=priority)
    # All of them at once: two people who put two different ones first wait for each other.
    here = list(
        Priority.objects.select_for_update(of=("self",)).select_related("initiative")
        .filter(initiative=priority.initiative_id).order_by("pk")
    )  # fmt: skip
    found = next(each for each in here if each.pk == priority.pk)
    refuse(rules.current_refusal(is_done=found.done_on is not None, until=until, today=found.initiative.today()))
    Priority.objects.filter(initiative=found.initiative_id, is_current=True).update(is_current=False)
    found.is_current, found.until = True, until
    found.save(update_fields=["is_current", "until"])
    record("priority.put_first", found, by=by, initiative_uid=found.initiative.uid, note=str(until))
    return found


@transaction.atomic
def finish_priority(priority: Priority, *, by: Actor) -> Priority:
    """Say that a priority is done; nobody is shown it as the current one any more."""
    require(by, Capability.RUN_OFFICE, on=priority)
    found = Priority.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=priority.pk)
    if found.done_on:
        raise RuleViolation("priority_done")
    found.done_on, found.is_current = found.initiative.today(), False
    found.save(update_fields=["done_on", "is_current"])
    record("priority.done", found, by=by, initiative_uid=found.initiative.uid)
    return found


def refuse(refusal: Refusal | None) -> None:
    """Raise what a rule says against it, if it says anything."""
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)
