"""The map of causes: drawn by those who draft, read by everybody."""

import pytest
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.models import TrailRecord
from communications.sandbox.world import World
from initiatives.models import Cause, Outcome
from initiatives.presenters.causes import cause_map
from initiatives.rules.causes import MOST_CAUSES
from initiatives.services.causes import Drawn, add_cause, edit_cause
from initiatives.services.strategies import end_strategy
from tests.conftest import Cast
from tests.integration.agenda.drafting import code_of


def test_causes_stand_below_what_they_drive_and_say_where_nothing_acts(cast: Cast, in_ours: World) -> None:
    shown = cause_map(in_ours.initiative)
    [first] = shown.outcomes[0][1]
    [behind] = first.drivers
    [again] = behind.drivers
    assert [first.cause.name, behind.cause.name] == [f"Cause {in_ours.mark}", f"Behind {in_ours.mark}"]
    assert (first.is_in_loop, again.is_again, again.cause) == (True, True, first.cause)
    assert first.strategies == [in_ours.strategy]
    assert shown.untouched == [behind.cause]
    end_strategy(in_ours.strategy, because="Given up", by=cast.priya.actor)
    assert len(cause_map(in_ours.initiative).untouched) == 2, "a strategy that was given up acts on nothing"


def test_a_cause_has_one_name_and_drives_something_else(cast: Cast, in_ours: World) -> None:
    outcomes = Outcome.objects.filter(initiative=in_ours.initiative)[:1]
    for drawn, code in (
        (Drawn(f"cause {in_ours.mark} ", outcomes=outcomes), "cause_exists"),
        (Drawn("New"), "cause_drives_nothing"),
    ):
        with pytest.raises(RuleViolation) as refused:
            add_cause(in_ours.initiative, drawn, by=cast.priya.actor)
        assert code_of(refused) == code
    with pytest.raises(RuleViolation) as refused:
        edit_cause(in_ours.cause, Drawn("Itself", causes=[in_ours.cause]), by=cast.priya.actor)
    assert code_of(refused) == "cause_drives_nothing"


def test_a_full_map_is_one_way_back_and_still_a_page(cast: Cast, client: Client) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        last = Cause.objects.get(name=f"Behind {world.mark}")
        for number in range(MOST_CAUSES - 2):
            last = add_cause(world.initiative, Drawn(f"Cause {number}", causes=[last]), by=cast.priya.actor)
        with pytest.raises(RuleViolation) as refused:
            add_cause(world.initiative, Drawn("One more", causes=[last]), by=cast.priya.actor)
        assert code_of(refused) == "causes_enough"
    client.force_login(cast.priya.user)
    assert last.name in client.get(world.path("agenda/causes/")).content.decode()


def test_it_is_drawn_on_the_page_and_read_by_all(cast: Cast, client: Client) -> None:
    world = cast.ours
    client.force_login(cast.priya.user)
    with scope.tenant(world.tenant.pk):
        behind = Cause.objects.get(name=f"Behind {world.mark}")
    path = world.path("agenda/causes/")
    assert client.post(path, {"name": "Rents rise", "causes": [behind.pk]}).status_code == 302
    refused = client.post(path, {"name": "Rents fall"})
    assert refused.status_code == 422
    assert "Choose an outcome or another cause" in refused.content.decode()
    assert 'value="Rents fall"' in refused.content.decode()
    client.force_login(cast.vera.user)
    read = client.get(path).content.decode()
    assert "Rents rise" in read
    assert "Add a cause" not in read
    client.force_login(cast.priya.user)
    client.post(f"{path}{behind.uid}/remove/")
    with scope.tenant(world.tenant.pk):
        assert TrailRecord.objects.get(event="cause.removed").note == behind.name
    assert "These lead to no outcome yet" in client.get(path).content.decode(), "what drove it stays on the map"
