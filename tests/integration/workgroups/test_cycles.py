"""A group tries something: who runs it, how it goes on, what each reader sees of it, and where it stands on a chart."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.world import Person, World
from measurement.models import Indicator
from tests.conftest import Cast
from tests.isolation.test_second_wall import accept, enter
from tests.isolation.test_wild_values import WILD
from tests.performance.counting import queries_of
from workgroups.models import Cycle, CycleNote, Naming
from workgroups.services import consent, cycle_notes, cycles, endings
from workgroups.services.cycles import Trial, start_cycle


def refused(call: Any) -> str:
    with pytest.raises(RuleViolation) as violation, transaction.atomic():
        call()
    return violation.value.refusal.code


def begun(world: World, who: str = "wes", aim: str = "Fewer empty chairs", **more: Any) -> Cycle:
    share = Indicator.objects.get(code="share")
    trial = Trial(aim, more.pop("started_on", world.initiative.today()), [share], **more)
    return start_cycle(world.group, trial, by=world.people[who].actor)


def page_of(client: Client, cast: Cast, name: str, cycle: Cycle) -> str:
    client.force_login(cast.ours.people[name].user)
    answer = client.get(cast.ours.path(f"groups/{cast.ours.group.slug}/cycles/{cycle.number}/"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("fay", True), ("priya", True), ("wes", True), ("gwen", True), ("rita", False), ("paolo", False),
        ("dana", False), ("stella", False), ("oscar", False),
    ],
)  # fmt: skip
def test_who_runs_the_cycles_of_a_group(in_ours: World, who: str, may: bool) -> None:
    if may:
        assert begun(in_ours, who).number == 3
    else:
        with pytest.raises(PermissionDenied):
            begun(in_ours, who)
    trial = Trial("Aim", in_ours.initiative.today())
    if who in ("wes", "gwen"):  # a seat in one group is no right in another
        with pytest.raises(PermissionDenied):
            start_cycle(in_ours.committee, trial, by=in_ours.people[who].actor)


def test_a_cycle_goes_on_once_each_phase_is_said_and_an_adapted_one_starts_the_next(in_ours: World) -> None:
    wes = in_ours.people["wes"].actor
    cycle = begun(in_ours, activity=in_ours.activity, done_by="organization", organization=in_ours.partners[1])
    assert refused(lambda: cycles.go_on(cycle, "do", by=wes)) == "cycle_without_plan"
    cycle_notes.say(cycle, "plan", "Walk together", by=wes)
    cycles.go_on(cycle, "do", by=wes)
    cycle_notes.say(cycle, "do", "We walked", by=wes)
    cycles.go_on(cycle, "evidence", by=wes)
    assert refused(lambda: cycles.go_on(cycle, "communicate", by=wes)) == "cycle_without_evidence"
    cycle_notes.tell_story(cycle, "One pupil came every day", by=wes)
    cycles.go_on(cycle, "communicate", by=wes)
    assert refused(lambda: cycles.decide(cycle, "adapt", "Too early", by=wes)) == "cycle_without_communicate"
    cycle_notes.tell(cycle, in_ours.initiative.today(), "Parents", "An evening", "That it helps", by=wes)
    assert refused(lambda: cycles.decide(cycle, "adapt", " ", by=wes)) == "reason_missing_here"
    following = cycles.decide(cycle, "adapt", "Too early in winter", by=wes)
    assert following is not None
    assert (following.number, following.predecessor, following.phase) == (cycle.number + 1, cycle, "plan")
    assert (following.aim, following.activity, following.organization) == (
        "Fewer empty chairs", in_ours.activity, in_ours.partners[1],
    )  # fmt: skip
    assert [each.indicator.code for each in following.indicators.all()] == ["share"]
    assert refused(lambda: cycles.decide(cycle, "abandon", "Again", by=wes)) == "cycle_is_decided"
    assert refused(lambda: cycle_notes.say(cycle, "do", "Later", by=wes)) == "cycle_is_decided"


def test_what_a_cycle_refuses(in_ours: World) -> None:
    wes, today = in_ours.people["wes"].actor, in_ours.initiative.today()
    tomorrow, cycle = today + timedelta(days=1), in_ours.cycle
    rate = Indicator.objects.get(code="rate")
    assert refused(lambda: begun(in_ours, started_on=tomorrow)) == "day_is_ahead"
    assert (
        refused(lambda: begun(in_ours, done_by="subgroup", subgroup=in_ours.committee)) == "subgroup_of_another_group"
    )
    figure = (cycle, rate, today, today, "Words")
    assert refused(lambda: cycle_notes.bring_figure(*figure, by=wes)) == "cycle_does_not_move"
    assert refused(lambda: cycle_notes.note_change(cycle, tomorrow, "X", "Y", by=wes)) == "day_is_ahead"
    assert refused(lambda: cycle_notes.note_change(cycle, today, "X", " ", by=wes)) == "reason_missing_here"
    endings.close_group(in_ours.subgroup, closed_on=today, because="Done", by=in_ours.people["priya"].actor)
    trial = Trial("Aim", today)
    assert refused(lambda: start_cycle(in_ours.subgroup, trial, by=in_ours.people["priya"].actor)) == "group_is_closed"


def test_a_change_is_kept_with_its_reason_until_it_is_taken_back(cast: Cast, client: Client) -> None:
    world = cast.ours
    assert "We changed Change MARK-A, because Because MARK-A." in page_of(client, cast, "petra", world.cycle)
    with scope.tenant(world.tenant.pk):
        cycle_notes.take_back(CycleNote.objects.get(pk=world.change.pk), by=cast.wes.actor)
    assert "Change MARK-A" not in page_of(client, cast, "petra", world.cycle)


def test_each_reader_sees_the_figure_that_they_may_see(cast: Cast, client: Client) -> None:
    """The writer's words are everybody's; the number of the period is read for the reader and stands nowhere."""
    accept(cast.ours, enter(cast.ours, 1, 71), enter(cast.ours, 3, 59))
    dana, petra = (page_of(client, cast, name, cast.ours.cycle) for name in ("dana", "petra"))
    assert "Figure MARK-A" in dana
    assert "Figure MARK-A" in petra
    assert "61.7%" in dana  # 185 of 300, which nobody has released
    assert "61.7%" not in petra
    assert "no figure that you may see" in petra


def test_a_story_is_read_by_others_once_all_it_names_consent_and_no_longer_than_that(
    cast: Cast, client: Client
) -> None:
    world, gwen, vera = cast.ours, cast.gwen, cast.vera

    def readers() -> set[str]:
        names = ("wes", "gwen", "vera", "fay", "priya", "dana", "petra")
        return {name for name in names if "rang each family" in page_of(client, cast, name, world.cycle)}

    def answers(person: Person, consents: bool) -> None:
        with scope.tenant(world.tenant.pk):
            consent.answer(Naming.objects.get(story=story, membership=person.membership), consents=consents,
                           by=person.actor)  # fmt: skip

    with scope.tenant(world.tenant.pk):
        people = [gwen.membership, vera.membership]
        story = cycle_notes.tell_story(world.cycle, "Two of us rang each family", people=people, by=cast.wes.actor)
    assert readers() == {"wes", "gwen", "vera"}
    assert "Not shown to others: waits for consent" in page_of(client, cast, "wes", world.cycle)
    answers(gwen, consents=True)
    assert readers() == {"wes", "gwen", "vera"}
    answers(vera, consents=True)
    assert "petra" in readers()
    answers(gwen, consents=False)
    assert readers() == {"wes", "gwen", "vera"}


def test_a_cycle_stands_on_the_chart_from_its_first_day(cast: Cast, client: Client) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        cycle = begun(world)
    client.force_login(cast.petra.user)
    page = client.get(world.path("indicators/share/")).content.decode()
    assert f'/cycles/{cycle.number}/">Fewer empty chairs</a>' in page
    assert f'/activities/{world.activity.slug}/">' in page
    letters = page.count('class="c-begun"')
    assert letters == 2 * 4  # three cycles and the activity, on the wide chart and on the narrow one
    drawing = client.get(world.path("indicators/share/chart.svg"))
    assert drawing.status_code == 200
    said = drawing.content.decode()
    assert "Fewer empty chairs" in said
    assert "Cycle 3" in said
    yesterday = (world.initiative.today() - timedelta(days=1)).isoformat()
    past = client.get(world.path(f"indicators/share/?as_of={yesterday}")).content.decode()
    assert "Fewer empty chairs" not in past


def test_many_cycles_and_notes_ask_no_more(cast: Cast, client: Client) -> None:
    world = cast.ours
    client.force_login(cast.paolo.user)
    here = f"groups/{world.group.slug}/cycles/"
    paths = [world.path(each) for each in (here, f"{here}{world.cycle.number}/", "indicators/share/", "lessons/")]
    before = [len(queries_of(client, path)[1]) for path in paths]
    with scope.tenant(world.tenant.pk):
        for number in range(4):
            begun(world, aim=f"Aim {number}")
            today = world.initiative.today()
            cycle_notes.note_change(world.cycle, today, f"X {number}", f"Y {number}", by=cast.wes.actor)
            cycle_notes.tell_story(world.cycle, f"Story {number}", by=cast.wes.actor)
    assert [len(queries_of(client, path)[1]) for path in paths] == before


SAID: dict[str, dict[str, Any]] = {
    "plan": {"text": "New"},
    "story": {"text": "New", "people": ["1"], "organizations": ["p1"]},
    "change": {"changed_on": "2026-01-15", "what": "X", "because": "Y"},
    "told": {"told_on": "2026-01-15", "audience": "All", "means": "A letter", "text": "That"},
}


@pytest.mark.parametrize("kind", SAID)
def test_wild_values_are_refused_and_never_a_fault(cast: Cast, client: Client, kind: str) -> None:
    world = cast.ours
    client.force_login(cast.fay.user)
    path = world.path(f"groups/{world.group.slug}/cycles/{world.cycle.number}/say/{kind}/")
    for field in SAID[kind]:
        for wild in WILD:
            assert client.post(path, SAID[kind] | {field: wild}).status_code < 500
    assert client.get(path.replace(f"/{kind}/", "/nonsense/")).status_code == 404
