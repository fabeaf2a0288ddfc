"""Is the API still what was promised? The schema as a snapshot; answers are held against it.

After a change that is meant: ENVIRONMENT=test manage.py spectacular --validate --fail-on-warn \
--file tests/architecture/openapi.yaml
"""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from jsonschema import Draft202012Validator

from backbone.tenancy.doors import GUARD
from backbone.urls import urlpatterns
from tests.integration.api.world import World, build

SNAPSHOT = Path(__file__).with_name("openapi.yaml")
PREFIX = "/api/v1/{tenant}"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """Any warning fails: a client made from a guessed type breaks later, elsewhere."""
    written = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    found: dict[str, Any] = yaml.safe_load(written.getvalue())
    return found


def test_the_schema_is_the_one_promised(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    assert schema == yaml.safe_load(SNAPSHOT.read_text()), "See the first lines of this file."


def test_every_operation_has_examples_and_problems(schema: dict[str, Any]) -> None:
    for path, methods in schema["paths"].items():
        for name, operation in methods.items():
            answers = operation["responses"]
            assert "examples" in answers["200"]["content"]["application/json"], (path, name)
            assert {"401", "403", "404", "429"} <= set(answers), (path, name)
            for status in set(answers) - {"200"}:
                assert list(answers[status]["content"]) == ["application/problem+json"], (path, name)


def test_examples_are_true_to_the_schema(schema: dict[str, Any]) -> None:
    for methods in schema["paths"].values():
        for operation in methods.values():
            content = operation["responses"]["200"]["content"]["application/json"]
            check(schema, content["schema"], content["examples"]["Answer"]["value"])


@pytest.fixture
def world(db: None) -> World:
    return build("northern")


def test_answers_are_true_to_the_schema(world: World, schema: dict[str, Any]) -> None:
    paolo = world.api(world.key("paolo", partner="gateshead"))
    sent = paolo.batch([world.row(numerator="99", denominator="100")])
    entry = paolo.get("/rounds").json()["results"][0]["owed"][0]["entry"]
    inside = "/initiatives/{initiative}"
    answers = {
        ("post", f"{inside}/values:batch"): sent,
        ("get", "/entries/{uid}"): paolo.get(f"/entries/{entry}"),
        ("get", "/rounds"): paolo.get("/rounds"),
        ("get", "/indicators"): paolo.get("/indicators"),
        ("get", "/indicators/{code}"): paolo.get("/indicators/in-work"),
        ("get", "/initiatives"): paolo.get("/initiatives"),
        ("get", inside): paolo.get("/initiatives/north-east"),
        ("get", f"{inside}/series"): paolo.get("/initiatives/north-east/series"),
        ("get", f"{inside}/totals"): paolo.get("/initiatives/north-east/totals"),
        ("get", f"{inside}/groups"): paolo.get("/initiatives/north-east/groups"),
        ("get", f"{inside}/activities"): paolo.get("/initiatives/north-east/activities"),
        ("get", f"{inside}/verdicts"): paolo.get("/initiatives/north-east/verdicts"),
    }
    for (method, path), answer in answers.items():
        assert answer.status_code == 200, (path, answer.content)
        content = schema["paths"][PREFIX + path][method]["responses"]["200"]["content"]["application/json"]
        check(schema, content["schema"], answer.json())
    refused = paolo.batch([{}])
    check(schema, {"$ref": "#/components/schemas/Problem"}, refused.json())


def test_every_view_below_a_tenant_is_guarded() -> None:
    api = next(each for each in urlpatterns if str(each.pattern) == "api/")
    below = next(each for each in api.url_patterns if "tenant" in str(each.pattern))  # type: ignore[union-attr]

    def views(patterns: list[Any]) -> list[Any]:
        return [
            view
            for each in patterns
            for view in (views(each.url_patterns) if hasattr(each, "url_patterns") else [each.callback])
        ]

    found = views(below.url_patterns)  # type: ignore[union-attr]
    assert len(found) >= 12
    assert all(getattr(view, GUARD, False) for view in found)


def check(schema: dict[str, Any], part: dict[str, Any], value: Any) -> None:
    whole = {**part, "components": schema["components"]}
    faults = [f"{each.json_path}: {each.message}" for each in Draft202012Validator(whole).iter_errors(value)]
    assert not faults
