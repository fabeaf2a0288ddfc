"""An initiative is founded with a template, left, and taken up again; its conditions stand by evidence."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.founding.rules.standing import Condition, State, conditions
from communications.founding.selectors import facts_of
from communications.founding.services.founding import found_initiative
from communications.sandbox.world import World
from initiatives.models import Initiative, Subject
from tests.conftest import Cast

GIVEN: dict[str, Any] = {
    "name": "Ending it",
    "purpose": "",
    "area": None,
    "area_name": "Our town",
    "time_zone": "Europe/London",
}


def test_a_template_brings_outcomes_strategies_and_first_words(cast: Cast, in_ours: World) -> None:
    made = found_initiative(slug="ending-it", template="homelessness", by=cast.priya.actor, **GIVEN)
    assert (made.outcomes.count(), made.strategies.count()) == (3, 3)
    draft = made.agenda_versions.get()
    assert draft.state == "draft"
    assert draft.sections.get(kind="guiding_question").text.startswith("How do we end")
    assert draft.strategies.count() == 3
    assert Subject.objects.filter(area=made.area).exists()
    facts = facts_of(made, made.today())
    assert conditions(facts)[Condition.AGENDA] is State.MISSING
    assert (facts.strategies, facts.groups, facts.partners) == (3, 0, 0)


def test_an_address_is_free_and_no_page_of_ours(cast: Cast, in_ours: World) -> None:
    for slug in ("first", "settings"):
        with pytest.raises(ValidationError):
            found_initiative(slug=slug, template="blank", by=cast.priya.actor, **GIVEN)
    with pytest.raises(RuleViolation):
        found_initiative(slug="x", template="blank", by=cast.priya.actor, **GIVEN | {"area_name": " "})
    for name in ("fay", "dana", "paolo", "stella"):
        with pytest.raises(PermissionDenied):
            found_initiative(slug="x", template="blank", by=in_ours.people[name].actor, **GIVEN)


def test_the_path_is_left_and_taken_up_again_with_what_was_said(cast: Cast, client: Client) -> None:
    client.force_login(cast.priya.user)
    start = {"name": "Ending it", "slug": "ending-it", "area_name": "Our town", "time_zone": "Europe/London"}
    refused = client.post("/tenant-a/found/", start | {"slug": "first", "template": "health"})
    assert refused.status_code == 422
    answer = client.post("/tenant-a/found/", start | {"template": "health"})
    assert answer["Location"] == "/tenant-a/ending-it/path/"
    client.post("/tenant-a/ending-it/path/", {"step": "committee", "text": "Two mayors have promised to come"})
    said = client.get("/tenant-a/ending-it/path/").content.decode()
    assert "Two mayors have promised to come" in said
    assert "1 of five stands" in said, "the tenant has a staff already"
    with scope.tenant(cast.ours.tenant.pk):
        assert Initiative.objects.filter(slug="ending-it").exists()


def test_the_facts_of_the_sandbox_are_counted_in_one_statement(
    cast: Cast, in_ours: World, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(4):  # type: ignore[operator]
        facts = facts_of(in_ours.initiative, in_ours.initiative.today())
    assert (facts.agendas_adopted, facts.boundaries, facts.partners, facts.sign_offs) == (1, 2, 3, 1)
    assert facts.members == 1
    assert facts.indicators_released > 0
