"""How does an organization get a seat, who holds it, and how does it pass on?"""

from datetime import date

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Organization
from workgroups.models import Group, Seat, SeatHolder
from workgroups.rules import seats as rules
from workgroups.services.groups import open_group, refuse

Ended = SeatHolder.Ended


@transaction.atomic
def make_seat(
    group: Group,
    *,
    organization: Organization | None,
    made_on: date,
    by: Actor,
    function: str = Seat.Function.MEMBER,
    title: str = "",
    is_lived_experience: bool = False,
) -> Seat:
    """Make a place in a group for an organization; it stays the organization's when its holder changes.

    Raises RuleViolation for a seat of no organization that is not for somebody with lived experience, or for a
    facilitator or coach; for a closed group; for a day ahead.
    """
    require(by, Capability.MANAGE_GROUPS, on=group)
    current = open_group(group)
    refuse(
        rules.refusal_of_seat(
            function, has_organization=organization is not None, is_lived_experience=is_lived_experience
        )
    )
    if made_on > current.initiative.today():
        raise RuleViolation("day_is_ahead")
    seat = Seat.objects.create(
        group=current, organization=organization, function=function, title=title.strip(), made_on=made_on,
        is_lived_experience=is_lived_experience,
    )  # fmt: skip
    _note(seat, "made", by)
    return seat


@transaction.atomic
def give_seat(
    seat: Seat,
    membership: Membership,
    *,
    held_from: date,
    by: Actor,
    level: str = "",
    term_ends_on: date | None = None,
) -> SeatHolder:
    """Let a person hold a seat from a day on: they may do what the seat allows from now on.

    Whoever held it before has passed it on. Raises RuleViolation for a seat that has ended, a person who sits in
    the group already, a day ahead, or a term that ends before it begins.
    """
    require(by, Capability.MANAGE_GROUPS, on=seat.group)
    current = _locked(seat)
    sits = SeatHolder.objects.filter(seat__group_id=current.group_id, membership=membership, ended_on=None)
    refuse(
        rules.refusal_of_holder(
            is_ended=current.ended_on is not None,
            sits_already=sits.exists(),
            held_from=held_from,
            term_ends_on=term_ends_on,
            today=current.group.initiative.today(),
        )
    )
    before = current.holders.filter(ended_on=None).first()
    if before:
        _end_holder(before, held_from, Ended.PASSED_ON)
    holder = SeatHolder.objects.create(
        seat=current, membership=membership, level=level, held_from=held_from, term_ends_on=term_ends_on
    )
    _note(current, "given", by)
    return holder


@transaction.atomic
def renew_term(holder: SeatHolder, *, term_ends_on: date | None, level: str, by: Actor) -> SeatHolder:
    """Say until when somebody holds a seat, or without end, and at which level.

    Raises RuleViolation for somebody who holds it no more, or a term that ends before it begins.
    """
    require(by, Capability.MANAGE_GROUPS, on=holder.seat.group)
    current = SeatHolder.objects.select_for_update(of=("self",)).get(pk=holder.pk)
    if current.ended_on:
        raise RuleViolation("seat_is_held_no_more")
    if term_ends_on and current.held_from and term_ends_on < current.held_from:
        raise RuleViolation("term_ends_before_it_begins")
    current.term_ends_on, current.level = term_ends_on, level
    current.save(update_fields=["term_ends_on", "level"])
    _note(holder.seat, "renewed", by, f"→ {term_ends_on or '–'}")
    return current


@transaction.atomic
def vacate_seat(holder: SeatHolder, *, ended_on: date, because: str, by: Actor) -> None:
    """End somebody's time in a seat; it stays its organization's and waits for the next.

    Raises RuleViolation for somebody who holds it no more, or for a day ahead.
    """
    require(by, Capability.MANAGE_GROUPS, on=holder.seat.group)
    current = SeatHolder.objects.select_for_update(of=("self",)).get(pk=holder.pk)
    if current.ended_on:
        raise RuleViolation("seat_is_held_no_more")
    if ended_on > holder.seat.group.initiative.today():
        raise RuleViolation("day_is_ahead")
    _end_holder(current, ended_on, because)
    _note(holder.seat, "vacated", by, str(Ended(because).label))


@transaction.atomic
def end_seat(seat: Seat, *, ended_on: date, by: Actor) -> None:
    """Take a place out of a group, and its holder with it. Raises RuleViolation for one that has ended."""
    require(by, Capability.MANAGE_GROUPS, on=seat.group)
    current = _locked(seat)
    if current.ended_on:
        raise RuleViolation("seat_has_ended")
    if ended_on > current.group.initiative.today():
        raise RuleViolation("day_is_ahead")
    for holder in current.holders.filter(ended_on=None):
        _end_holder(holder, ended_on, Ended.SEAT_ENDED)
    current.ended_on = ended_on
    current.save(update_fields=["ended_on"])
    _note(current, "ended", by)


@transaction.atomic
def pass_on_seats(
    holder_from: Membership, to: Membership, organization: Organization, *, by: Actor, on: date | None = None
) -> list[SeatHolder]:
    """Let a person take over all seats that another holds for an organization, in one step and with the same terms.

    In a group where the newcomer sits already the seat waits for somebody else. Raises PermissionDenied unless `by`
    may manage every group concerned.
    """
    held = SeatHolder.objects.filter(membership=holder_from, ended_on=None, seat__organization=organization)
    held = held.select_for_update(of=("self",)).select_related("seat__group__initiative", "seat__organization")
    taken = set(SeatHolder.objects.filter(membership=to, ended_on=None).values_list("seat__group_id", flat=True))
    made = []
    for each in held.order_by("pk"):
        group = each.seat.group
        require(by, Capability.MANAGE_GROUPS, on=group)
        day = on or group.initiative.today()
        _end_holder(each, day, Ended.PASSED_ON)
        if group.pk in taken:
            continue
        taken.add(group.pk)
        made.append(
            SeatHolder.objects.create(
                seat=each.seat, membership=to, level=each.level, held_from=day, term_ends_on=each.term_ends_on
            )
        )
        _note(each.seat, "given", by)
    return made


def _locked(seat: Seat) -> Seat:
    locked = Seat.objects.select_for_update(of=("self",)).select_related("group__initiative", "organization")
    return locked.get(pk=seat.pk)


def _end_holder(holder: SeatHolder, day: date, because: str) -> None:
    if holder.held_from and day < holder.held_from:
        raise RuleViolation("seat_ends_before_it_began")
    holder.ended_on, holder.ended_because = day, because
    holder.save(update_fields=["ended_on", "ended_because"])


def _note(seat: Seat, event: str, by: Actor, note: str = "") -> None:
    """What happens to a seat is told on the page of its group too; no note names a person, who may be erased."""
    uid = seat.group.initiative.uid
    whose = str(seat.organization or seat.get_function_display())
    record(f"seat.{event}", seat, by=by, initiative_uid=uid, note=note)
    record(f"group.seat_{event}", seat.group, by=by, initiative_uid=uid, note=f"{whose} {note}".strip())
