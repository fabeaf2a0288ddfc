"""Groups form, merge, split and close with their history; seats belong to organizations, and roles follow from them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.models import TrailRecord
from backbone.tenancy.roles import Role
from communications.sandbox.world import World
from tests.conftest import Cast
from tests.integration.definitions.conftest import Look
from workgroups.models import Group, GroupSuccession, Seat, SeatHolder
from workgroups.selectors.groups import links_between, open_groups, seated
from workgroups.services.endings import close_group, merge_groups, split_group
from workgroups.services.groups import edit_group, form_group, write_charter
from workgroups.services.seats import end_seat, give_seat, make_seat, pass_on_seats, renew_term, vacate_seat

FORMED = date(2026, 1, 1)


def refused(call: Any) -> str:
    with pytest.raises(RuleViolation) as violation, transaction.atomic():
        call()
    return violation.value.refusal.code


def formed(world: World, name: str = "Fresh", kind: str = Group.Kind.WORKING_GROUP, **more: Any) -> Group:
    more.setdefault("strategy", world.strategy)
    return form_group(world.initiative, kind, name, formed_on=FORMED, by=world.people["fay"].actor, **more)


def events(group: Group) -> list[str]:
    return list(TrailRecord.objects.filter(on_uid=group.uid).order_by("pk").values_list("event", flat=True))


def test_a_working_group_is_formed_around_one_strategy(in_ours: World) -> None:
    group = formed(in_ours, purpose=" Why ")
    assert (group.strategy, group.purpose, group.slug) == (in_ours.strategy, "Why", "fresh")
    assert events(group) == ["group.formed"]
    assert refused(lambda: formed(in_ours, "Other", strategy=None)) == "working_group_needs_strategy"
    assert refused(lambda: formed(in_ours, "FRESH ")) == "group_exists"
    assert refused(lambda: formed(in_ours, "Second", Group.Kind.STEERING_COMMITTEE)) == "committee_is_there"
    subgroup = formed(in_ours, "Below", Group.Kind.SUBGROUP, parent=group)
    assert (subgroup.parent, subgroup.strategy) == (group, None)
    assert formed(in_ours, "Map").slug != "map"  # a page of all groups has this address


def test_who_may_form_and_change(in_ours: World) -> None:
    for name in ("dana", "wes", "gwen", "stella", "rita", "oscar"):
        with pytest.raises(PermissionDenied):
            edit_group(in_ours.group, name="X", purpose="", strategy=in_ours.strategy, by=in_ours.people[name].actor)


def test_a_change_keeps_what_was(in_ours: World) -> None:
    group = formed(in_ours)
    edit_group(group, name="Newer", purpose="P", strategy=in_ours.strategy, by=in_ours.people["fay"].actor)
    record = TrailRecord.objects.get(on_uid=group.uid, event="group.edited")
    assert record.note.startswith("Fresh:")


def test_each_charter_is_a_version(in_ours: World) -> None:
    group, fay = formed(in_ours), in_ours.people["fay"].actor
    write_charter(group, purpose="One", by=fay)
    write_charter(group, purpose="Two", deciding="By consent", by=fay)
    assert list(group.charter.values_list("number", "purpose")) == [(2, "Two"), (1, "One")]
    assert refused(lambda: write_charter(group, purpose="Two ", deciding="By consent", by=fay)) == "charter_unchanged"


def test_closing_ends_seats_and_what_they_allowed(in_ours: World) -> None:
    group, fay, oscar = formed(in_ours), in_ours.people["fay"].actor, in_ours.people["oscar"]
    seat = make_seat(group, organization=in_ours.partners[1], made_on=FORMED, by=fay)
    give_seat(seat, oscar.membership, held_from=FORMED, by=fay)
    assert group.pk in oscar.actor.group_ids
    today = in_ours.initiative.today()
    assert refused(lambda: close_group(group, because=" ", closed_on=today, by=fay)) == "reason_missing_here"
    ahead = today + timedelta(days=1)
    assert refused(lambda: close_group(group, because="Done", closed_on=ahead, by=fay)) == "day_is_ahead"

    close_group(group, because="Done", closed_on=today, by=fay)

    assert group.pk not in oscar.actor.group_ids
    holder = SeatHolder.objects.get(seat=seat)
    assert (holder.ended_on, holder.ended_because) == (today, "seat_ended")
    assert Seat.objects.get(pk=seat.pk).ended_on == today
    assert refused(lambda: write_charter(group, purpose="Late", by=fay)) == "group_is_closed"
    assert events(group)[-1] == "group.closed"


def test_what_a_group_does_goes_on_in_its_successor(in_ours: World) -> None:
    group, fay, today = in_ours.group, in_ours.people["fay"].actor, in_ours.initiative.today()
    close_group(in_ours.subgroup, because="Done", closed_on=today, by=fay)
    assert refused(lambda: close_group(group, because="Done", closed_on=today, by=fay)) == "group_has_activities"
    other = formed(in_ours)

    merge_groups([group], other, took_effect_on=today, because="", brings_seats=True, by=fay)

    in_ours.activity.refresh_from_db()
    assert in_ours.activity.group == other
    group.refresh_from_db()
    assert (group.closed_on, group.closed_because) == (today, "Fresh")
    assert GroupSuccession.objects.get(predecessor=group).successor == other
    held = {str(each.holder.membership) for each in seated([other])[0].seats if each.holder}
    assert held == {str(in_ours.people[name].membership) for name in ("wes", "gwen")}
    # Wes chairs the successor now: the seat went over with its function.
    [role] = in_ours.people["wes"].actor.roles
    assert (role.role, role.group_id) == (Role.CHAIR, other.pk)
    assert "group.took_over" in events(other)
    assert refused(lambda: merge_groups([other], other, took_effect_on=today, because="", brings_seats=False,
                                        by=fay)) == "group_follows_itself"  # fmt: skip


def test_a_split_makes_groups_of_the_same_kind_and_the_first_goes_on(in_ours: World) -> None:
    group, fay, today = in_ours.group, in_ours.people["fay"].actor, in_ours.initiative.today()

    first, second = split_group(
        group, ["North", "South"], took_effect_on=today, because="Too many", brings_seats=False, by=fay
    )

    in_ours.activity.refresh_from_db()
    in_ours.subgroup.refresh_from_db()
    assert (in_ours.activity.group, in_ours.subgroup.parent) == (first, first)
    assert second.strategy == in_ours.strategy
    assert seated([first])[0].seats == []
    assert set(group.followed_by.values_list("successor__name", "kind")) == {("North", "split"), ("South", "split")}
    assert refused(lambda: split_group(in_ours.committee, ["A", "B"], took_effect_on=today, because="",
                                       brings_seats=False, by=fay)) == "committee_is_one"  # fmt: skip


def test_a_seat_stays_the_organizations_when_its_holder_changes(in_ours: World) -> None:
    fay, today = in_ours.people["fay"].actor, in_ours.initiative.today()
    ivo, oscar = in_ours.people["vera"].membership, in_ours.people["oscar"].membership
    seat = make_seat(in_ours.committee, organization=in_ours.partners[1], function="chair", made_on=FORMED, by=fay)
    give_seat(seat, ivo, held_from=FORMED, level="chief_executive", term_ends_on=date(2027, 1, 1), by=fay)
    give_seat(seat, oscar, held_from=today, by=fay)
    assert list(seat.holders.order_by("pk").values_list("membership", "ended_on", "ended_because")) == [
        (ivo.pk, today, "passed_on"), (oscar.pk, None, ""),
    ]  # fmt: skip
    assert in_ours.people["oscar"].actor.holds(Role.STEERING_MEMBER)
    assert not in_ours.people["vera"].actor.holds(Role.STEERING_MEMBER)
    other = make_seat(in_ours.committee, organization=None, is_lived_experience=True, made_on=FORMED, by=fay)
    assert refused(lambda: give_seat(other, oscar, held_from=today, by=fay)) == "person_sits_already"
    with pytest.raises(IntegrityError), transaction.atomic():  # the database says so too: one holder at a time
        SeatHolder.objects.create(seat=seat, membership=ivo)


def test_terms_are_renewed_and_seats_left_and_ended(in_ours: World) -> None:
    fay, today = in_ours.people["fay"].actor, in_ours.initiative.today()
    holder = SeatHolder.objects.get(seat=in_ours.seat, ended_on=None)
    renew_term(holder, term_ends_on=today + timedelta(days=400), level="manager", by=fay)
    vacate_seat(holder, ended_on=today, because="left", by=fay)
    assert not in_ours.people["gwen"].actor.roles
    assert refused(lambda: vacate_seat(holder, ended_on=today, because="left", by=fay)) == "seat_is_held_no_more"
    end_seat(in_ours.seat, ended_on=today, by=fay)
    assert refused(lambda: end_seat(in_ours.seat, ended_on=today, by=fay)) == "seat_has_ended"
    note = " ".join(TrailRecord.objects.filter(on_uid=in_ours.group.uid).values_list("note", flat=True))
    assert str(in_ours.people["gwen"].user) not in note  # a person can be erased; the trail cannot


def test_all_seats_for_an_organization_pass_on_in_one_step(in_ours: World) -> None:
    fay, today, partner = in_ours.people["fay"].actor, in_ours.initiative.today(), in_ours.partners[0]
    wes, vera = in_ours.people["wes"].membership, in_ours.people["vera"].membership
    committee_seat = make_seat(in_ours.committee, organization=partner, made_on=FORMED, by=fay)
    give_seat(committee_seat, wes, held_from=FORMED, level="chief_executive", by=fay)
    elsewhere = make_seat(in_ours.subgroup, organization=in_ours.partners[1], made_on=FORMED, by=fay)
    give_seat(elsewhere, wes, held_from=FORMED, by=fay)
    with pytest.raises(PermissionDenied), transaction.atomic():
        pass_on_seats(wes, vera, partner, by=in_ours.people["rita"].actor)

    made = pass_on_seats(wes, vera, partner, by=fay)

    assert {each.seat.group for each in made} == {in_ours.committee, in_ours.group}
    assert {each.level for each in made} == {"chief_executive", "director"}
    assert list(SeatHolder.objects.filter(membership=wes, ended_on=None)) == list(elsewhere.holders.all())
    assert set(SeatHolder.objects.filter(membership=wes, ended_on=today).values_list("ended_because", flat=True)) == {
        "passed_on"
    }


def test_a_person_in_two_groups_links_them(in_ours: World) -> None:
    fay, wes = in_ours.people["fay"].actor, in_ours.people["wes"]
    seat = make_seat(in_ours.committee, organization=in_ours.partners[1], made_on=FORMED, by=fay)
    give_seat(seat, wes.membership, held_from=FORMED, by=fay)
    [link] = links_between(seated(open_groups(in_ours.initiative)))
    assert (link.name, list(link.groups)) == (str(wes.user), [in_ours.committee, in_ours.group])


def test_the_committees_page_says_balance_levels_terms_and_lived_experience(in_ours: World, look: Look) -> None:
    fay, today = in_ours.people["fay"].actor, in_ours.initiative.today()
    seat = make_seat(in_ours.committee, organization=None, is_lived_experience=True, made_on=FORMED, by=fay)
    give_seat(
        seat, in_ours.people["oscar"].membership, held_from=FORMED, term_ends_on=today + timedelta(days=89), by=fay
    )
    page = look(in_ours.people["paolo"], in_ours.path(f"groups/{in_ours.committee.slug}/"))
    assert "1 of the four leading sectors holds seats: nonprofit." in page
    assert "1 person who has the problem sits here" in page
    assert "1 seat is not held by a chief executive" in page  # stella is a director; lived experience asks for none
    assert "1 term ends within 90 days" in page


def test_the_map_leads_from_the_committee_to_the_community(in_ours: World, look: Look) -> None:
    page = look(in_ours.people["paolo"], in_ours.path("groups/map/"))
    order = [page.index(text) for text in (
        in_ours.committee.name, in_ours.group.name, in_ours.subgroup.name, "3 partner organizations",
        f"The community: {in_ours.initiative.area.name}",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "2 of them sit in no group" in page


def test_closed_groups_stay_readable_with_what_became_of_them(in_ours: World, look: Look) -> None:
    page = look(in_ours.people["vera"], in_ours.path("groups/older-group-mark-a/"))
    assert "Closed on 1 January 2025" in page
    assert f"{in_ours.group.slug}/" in page
    assert "Merged into" in page


def test_who_saves_over_what_somebody_else_wrote_is_told_first(cast: Cast, client: Client) -> None:
    client.force_login(cast.fay.user)
    path = cast.ours.path(f"groups/{cast.ours.group.slug}/edit/")
    seen = re.findall(r'name="seen" value="([0-9a-f-]+)"', client.get(path).content.decode())
    answers = {"name": "Mine", "purpose": "", "strategy": cast.ours.strategy.slug, "seen": seen[0]}
    client.post(path, answers | {"name": "Theirs", "seen": ""})

    late = client.post(path, answers)

    page = late.content.decode()
    assert late.status_code == 422
    assert "meanwhile to “Theirs”" in page
    assert 'value="Mine"' in page, "what was typed is there"
    again = re.findall(r'name="seen" value="([0-9a-f-]+)"', page)
    assert again != seen
    assert client.post(path, answers | {"seen": again[0]}).status_code == 302
    with scope.tenant(cast.ours.tenant.pk):
        assert Group.objects.get(pk=cast.ours.group.pk).name == "Mine"
