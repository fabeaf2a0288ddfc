"""How does a group end: closed, merged into another, or split into several?

Its seats end with it. What it does goes on in its successor, and so do its sub-programmes; where there is none,
activities were finished or stopped before, and sub-programmes leave.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from workgroups.models import Activity, Group, GroupSuccession, Seat, SeatHolder
from workgroups.rules import groups as rules
from workgroups.services.groups import form_group, open_group, refuse
from workgroups.services.sub_programmes import pass_on


@transaction.atomic
def close_group(group: Group, *, because: str, closed_on: date, by: Actor, activities_to: Group | None = None) -> Group:
    """Close a group for good: its seats end with the day, and their holders lose what the seats allowed them.

    Raises RuleViolation without a reason, for a day ahead or before it was formed, while it has subgroups, or
    while it has activities under way and no other group takes them.
    """
    require(by, Capability.MANAGE_GROUPS, on=group)
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    return _end(group, because, closed_on, activities_to, by)


@transaction.atomic
def merge_groups(
    groups: Collection[Group], successor: Group, *, took_effect_on: date, by: Actor, because: str, brings_seats: bool
) -> Group:
    """Let a group go on in place of others: it takes their activities and subgroups, and their seats where wanted.

    A holder who sits in it already gets no second seat. Raises RuleViolation for a group that would follow itself.
    """
    require(by, Capability.MANAGE_GROUPS, on=successor)
    into = open_group(successor)
    for each in groups:
        require(by, Capability.MANAGE_GROUPS, on=each)
        if each.pk == into.pk:
            raise RuleViolation("group_follows_itself", name=into.name)
        if each.kind != into.kind:
            raise RuleViolation("group_of_another_kind", name=into.name)
        if brings_seats:
            _bring_seats(each, into, took_effect_on, by)
        _move_subgroups(each, into, by)
        _follow(each, [into], GroupSuccession.Kind.MERGED, took_effect_on, because, by)
    return into


@transaction.atomic
def split_group(
    group: Group, names: Sequence[str], *, took_effect_on: date, by: Actor, because: str, brings_seats: bool
) -> list[Group]:
    """Let several new groups go on in place of one: of its kind, strategy and parent; the first takes its activities.

    Raises RuleViolation for fewer than two names, or for the committee: an initiative has one.
    """
    require(by, Capability.MANAGE_GROUPS, on=group)
    current = open_group(group)
    if current.kind == Group.Kind.STEERING_COMMITTEE:
        raise RuleViolation("committee_is_one")
    if len(names) < 2:
        raise RuleViolation("split_needs_two")
    made = [
        form_group(
            current.initiative, current.kind, name, formed_on=took_effect_on, by=by, purpose=current.purpose,
            strategy=current.strategy, parent=current.parent,
        )
        for name in names
    ]  # fmt: skip
    if brings_seats:
        for each in made:
            _bring_seats(current, each, took_effect_on, by)
    _move_subgroups(current, made[0], by)
    _follow(current, made, GroupSuccession.Kind.SPLIT, took_effect_on, because, by)
    return made


def _follow(
    group: Group, successors: Sequence[Group], kind: GroupSuccession.Kind, on: date, because: str, by: Actor
) -> None:
    names = ", ".join(each.name for each in successors)
    ended = _end(group, because.strip() or names, on, successors[0], by)
    for each in successors:
        GroupSuccession.objects.create(predecessor=ended, successor=each, kind=kind, took_effect_on=on)
        record("group.took_over", each, by=by, initiative_uid=ended.initiative.uid, note=ended.name)
    record(f"group.{kind}", ended, by=by, initiative_uid=ended.initiative.uid, note=names)


def _end(group: Group, because: str, closed_on: date, activities_to: Group | None, by: Actor) -> Group:
    current = Group.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=group.pk)
    live = Activity.objects.filter(group=current, finished_on=None, stopped_on=None)
    refuse(
        rules.refusal_of_end(
            current.name,
            is_committee=current.kind == Group.Kind.STEERING_COMMITTEE,
            is_closed=current.closed_on is not None,
            subgroups=current.subgroups.filter(closed_on=None).count(),
            activities=live.count(),
            has_successor=activities_to is not None,
        )
    )
    if closed_on > current.initiative.today():
        raise RuleViolation("day_is_ahead")
    if current.formed_on and closed_on < current.formed_on:
        raise RuleViolation("group_closes_before_it_was_formed", name=current.name)
    if activities_to:
        _hand_over(live, activities_to, by)
    _end_seats(current, closed_on)
    pass_on(current, activities_to, closed_on, by)
    current.closed_on, current.closed_because = closed_on, because.strip()[:500]
    current.save(update_fields=["closed_on", "closed_because"])
    record("group.closed", current, by=by, initiative_uid=current.initiative.uid, note=because.strip())
    return current


def _hand_over(activities: Collection[Activity], to: Group, by: Actor) -> None:
    if to.closed_on:
        raise RuleViolation("group_is_closed", name=to.name)
    for each in activities:
        before, each.group = str(each.group), to
        each.save(update_fields=["group"])
        record("activity.handed_over", each, by=by, initiative_uid=to.initiative.uid, note=f"{before} → {to.name}")


def _end_seats(group: Group, day: date) -> None:
    open_seats = Seat.objects.filter(group=group, ended_on=None)
    SeatHolder.objects.filter(seat__in=open_seats, ended_on=None).update(
        ended_on=day, ended_because=SeatHolder.Ended.SEAT_ENDED
    )
    open_seats.update(ended_on=day)


def _move_subgroups(group: Group, to: Group, by: Actor) -> None:
    for each in group.subgroups.filter(closed_on=None):
        each.parent = to
        each.save(update_fields=["parent"])
        record("group.moved", each, by=by, initiative_uid=to.initiative.uid, note=f"{group.name} → {to.name}")


def _bring_seats(group: Group, to: Group, day: date, by: Actor) -> None:
    """Make the same seats with the same holders in the successor."""
    there = set(
        SeatHolder.objects.filter(seat__group=to, ended_on=None, seat__ended_on=None).values_list(
            "membership_id", flat=True
        )
    )
    held = {each.seat_id: each for each in SeatHolder.objects.filter(seat__group=group, ended_on=None)}
    for seat in Seat.objects.filter(group=group, ended_on=None).order_by("pk"):
        holder = held.get(seat.pk)
        if holder and holder.membership_id in there:
            continue
        made = Seat.objects.create(
            group=to, organization_id=seat.organization_id, function=seat.function, title=seat.title,
            is_lived_experience=seat.is_lived_experience, made_on=day,
        )  # fmt: skip
        record("seat.made", made, by=by, initiative_uid=to.initiative.uid, note=group.name)
        if holder:
            SeatHolder.objects.create(
                seat=made, membership_id=holder.membership_id, level=holder.level, held_from=day,
                term_ends_on=holder.term_ends_on if holder.term_ends_on and holder.term_ends_on >= day else None,
            )  # fmt: skip
