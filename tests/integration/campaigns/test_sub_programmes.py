"""An initiative has its place inside a group of another one: who places it, who sees it, and what stays of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.models import TrailRecord
from communications.sandbox.world import World
from initiatives.models import Initiative
from tests.conftest import Cast
from tests.integration.campaigns.making import found
from tests.integration.definitions.conftest import Look, look
from workgroups.models import Group, SubProgramme
from workgroups.services.endings import close_group, merge_groups
from workgroups.services.groups import form_group
from workgroups.services.sub_programmes import end_sub_programme, place_sub_programme

__all__ = ["look"]
SINCE = date(2025, 1, 1)


def refused(call: Any) -> str:
    with pytest.raises(RuleViolation) as violation, transaction.atomic():
        call()
    return violation.value.refusal.code


def formed(cast: Cast, initiative: Initiative, name: str) -> Group:
    """A working group of the first initiative, or another one's committee."""
    is_first = initiative == cast.ours.initiative
    kind = Group.Kind.WORKING_GROUP if is_first else Group.Kind.STEERING_COMMITTEE
    strategy = cast.ours.strategy if is_first else None
    return form_group(initiative, kind, name, formed_on=SINCE, strategy=strategy, by=cast.fay.actor)


def test_staff_place_it_and_both_trails_tell(cast: Cast, in_ours: World) -> None:
    part_a = found(cast, "part-a", "Part A")
    for name in ("dana", "stella", "wes", "paolo"):
        with pytest.raises(PermissionDenied):
            place_sub_programme(in_ours.group, part_a, placed_on=SINCE, by=in_ours.people[name].actor)
    placed = place_sub_programme(in_ours.group, part_a, placed_on=SINCE, note=" Talks ", by=cast.fay.actor)
    assert placed.note == "Talks"
    with pytest.raises(PermissionDenied):
        end_sub_programme(placed, ended_on=SINCE, by=cast.wes.actor)
    end_sub_programme(placed, ended_on=SINCE + timedelta(days=9), by=cast.fay.actor)
    told = TrailRecord.objects.filter(event__contains="sub_programme", on_uid__in=[part_a.uid, in_ours.group.uid])
    assert set(told.values_list("event", "note")) >= {
        ("group.sub_programme_placed", "Part A"), ("group.sub_programme_left", "Part A"),
        ("initiative.sub_programme_placed", "Group MARK-A, Initiative MARK-A"),
        ("initiative.sub_programme_left", "Group MARK-A, Initiative MARK-A"),
    }  # fmt: skip


def test_it_has_one_place_and_is_never_inside_itself(cast: Cast, in_ours: World) -> None:
    by, first, part_a = cast.fay.actor, in_ours.initiative, found(cast, "part-a", "Part A")
    place_sub_programme(in_ours.group, part_a, placed_on=SINCE, by=by)

    def place(group: Group, initiative: Initiative, day: date = SINCE) -> str:
        return refused(lambda: place_sub_programme(group, initiative, placed_on=day, by=by))

    own = formed(cast, part_a, "Committee of Part A")
    part_b = found(cast, "part-b", "Part B")
    assert place(in_ours.subgroup, part_a) == "sub_programme_has_place"
    assert place(in_ours.group, first) == "sub_programme_of_itself"
    assert place(own, first) == "sub_programme_in_a_circle"
    assert place(in_ours.group, part_b, first.today() + timedelta(days=1)) == "day_is_ahead"
    assert place(Group.objects.exclude(closed_on=None)[0], part_b) == "group_is_closed"
    with pytest.raises(IntegrityError), transaction.atomic():
        SubProgramme.objects.create(group=in_ours.subgroup, initiative=part_a, placed_on=SINCE)


def test_it_leaves_with_a_day_and_may_come_back(cast: Cast, in_ours: World) -> None:
    by, part_a = cast.fay.actor, found(cast, "part-a", "Part A")
    placed = place_sub_programme(in_ours.group, part_a, placed_on=SINCE, by=by)

    def leave(day: date) -> str:
        return refused(lambda: end_sub_programme(placed, ended_on=day, by=by))

    assert leave(SINCE - timedelta(days=1)) == "sub_programme_ends_before_it_began"
    assert leave(in_ours.initiative.today() + timedelta(days=1)) == "day_is_ahead"
    end_sub_programme(placed, ended_on=date(2025, 6, 1), by=by)
    assert leave(date(2025, 6, 2)) == "sub_programme_left_already"
    place_sub_programme(in_ours.subgroup, part_a, placed_on=date(2025, 6, 2), by=by)
    assert SubProgramme.objects.filter(initiative=part_a).count() == 2


def test_others_see_the_name_and_those_who_may_open_it_a_link(cast: Cast, in_ours: World, look: Look) -> None:
    """paolo has no role in the second initiative, which is placed in the group."""
    link = 'href="/tenant-a/second/"'
    main = "<main"
    for page in ("groups/map/", f"groups/{in_ours.group.slug}/"):
        for person, may_open in ((cast.paolo, False), (cast.priya, True)):
            text = look(person, in_ours.path(page)).partition(main)[2]
            assert "Second MARK-A" in text, (page, person.name)
            assert (link in text) is may_open, (page, person.name)
    for page in ("path/", "checklist/"):
        own = look(cast.priya, f"/tenant-a/second/{page}")
        assert "Has its place in" in own
        assert f'href="{in_ours.path(f"groups/{in_ours.group.slug}/")}"' in own


def test_the_groups_page_keeps_who_was_there_and_the_map_does_not(cast: Cast, in_ours: World, look: Look) -> None:
    placed = SubProgramme.objects.get(group=in_ours.group)
    end_sub_programme(placed, ended_on=date(2025, 6, 1), by=cast.fay.actor)
    assert "to 1 June 2025" in look(cast.paolo, in_ours.path(f"groups/{in_ours.group.slug}/"))
    assert "Second MARK-A" not in look(cast.paolo, in_ours.path("groups/map/")).partition("<main")[2]


def test_where_a_group_goes_on_in_another_one_its_sub_programmes_do_too(cast: Cast, in_ours: World) -> None:
    by, part_a = cast.fay.actor, found(cast, "part-a", "Part A")
    one, other = formed(cast, in_ours.initiative, "One"), formed(cast, in_ours.initiative, "Other")
    place_sub_programme(one, part_a, placed_on=SINCE, note="Talks", by=by)
    merge_groups([one], other, took_effect_on=date(2025, 6, 1), because="One table", brings_seats=False, by=by)
    before, after = SubProgramme.objects.filter(initiative=part_a)
    assert (before.group, before.ended_on) == (one, date(2025, 6, 1))
    assert (after.group, after.placed_on, after.ended_on, after.note) == (other, date(2025, 6, 1), None, "Talks")
    close_group(other, because="Done", closed_on=date(2025, 3, 1), by=by)
    after.refresh_from_db()
    assert after.ended_on == date(2025, 6, 1), "nothing leaves before it came"


def test_the_page_places_and_lets_leave(cast: Cast, sign_in: Any) -> None:
    client, path = sign_in(cast.fay), cast.ours.path(f"groups/{cast.ours.group.slug}/sub-programmes/")
    assert client.post(path, {"initiative": "second", "placed_on": "2025-01-01"}).status_code == 422
    page = client.get(path).content.decode()
    uid = page.partition('name="uid" value="')[2].partition('"')[0]
    early = client.post(path, {"act": "leave", "uid": uid, "ended_on": "2000-01-01"})
    assert early.status_code == 422
    assert "cannot leave before it came" in early.content.decode()
    assert client.post(path, {"act": "leave", "uid": uid, "ended_on": "2025-01-01"}).status_code == 302
    assert client.post(path, {"act": "leave", "uid": "nonsense", "ended_on": "2025-01-01"}).status_code == 404
    given = {"initiative": "second", "placed_on": "2025-02-01", "note": "Part A"}
    assert client.post(path, given).status_code == 302
    assert "Part A" in client.get(path).content.decode()
