"""Does the sandbox tell a scanner the truth: who may sign in, whose text is whose, which numbers are small?"""

import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backbone.tenancy import scope
from backbone.tenancy.models import ApiKey, Tenant
from backbone.tenancy.roles import Role
from backbone.tenancy.services.people import hash_of
from measurement.models import Entry, Observation, Total


@pytest.fixture
def told(no_tenants: None) -> dict[str, Any]:
    out = StringIO()
    call_command("seed_sandbox", "--json", "--base", "http://sandbox.example", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_the_command_tells_who_may_sign_in_as_what(told: dict[str, Any], client: Any) -> None:
    assert told["base"] == "http://sandbox.example"
    actors = told["actors"]
    roles = {role for each in actors.values() for role in each["roles"]}
    assert roles == {role.value for role in Role} - {Role.SCHEDULE.value}
    for tenant in ("tenant-a", "tenant-b"):
        held = {role for each in actors.values() if each["tenant"] == tenant for role in each["roles"]}
        assert held == roles, f"{tenant} has nobody for {roles - held}"
    for name in ("dana", "paolo", "stella", "olga", "b-paolo"):
        answer = client.post(
            "/account/sign-in/", {"login": actors[name]["email"], "password": actors[name]["password"]}
        )
        assert answer.status_code == 302, name
        client.logout()
    assert actors["olga"]["tenant"] == "tenant-b"
    assert (actors["paolo"]["organization"], actors["petra"]["organization"]) == ("p1", "p2")


def test_the_keys_open_their_tenants(told: dict[str, Any]) -> None:
    keys = {name: each for name, each in told["actors"].items() if each["api_key"]}
    assert {"key-a", "key-a-p1", "key-a-p2", "key-a-p3", "key-b", "key-b-p1"} <= set(keys)
    for each in keys.values():
        with scope.tenant(Tenant.objects.get(slug=each["tenant"]).pk):
            assert ApiKey.objects.filter(key_hash=hash_of(each["api_key"]), revoked_at=None).exists()


def test_the_markers_part_tenants_and_partners(told: dict[str, Any]) -> None:
    assert told["markers"]["A"] == ["MARK-A"]
    assert told["markers"]["B"] == ["MARK-B"]
    assert told["markers"]["A.P1"] == ["MARK-A-P1-OWN"]
    with scope.tenant(Tenant.objects.get(slug="tenant-a").pk):
        notes = list(Entry.objects.filter(submission__provider__code="p1").values_list("note", "kept_because"))
        assert notes
        assert all(told["markers"]["A.P1"][0] in text for pair in notes for text in pair)


def test_small_cells_are_told_with_their_true_counts(told: dict[str, Any]) -> None:
    """Read from what is kept, not from what the sandbox meant to load."""
    cells = told["small_cells"]
    assert {"indicator", "period", "organization", "breakdown", "count"} <= set(cells[0])
    for cell in cells:
        with scope.tenant(Tenant.objects.get(slug=cell["tenant"]).pk):
            assert true_count(cell) == Decimal(cell["count"]), cell
    sorts = [(each["count"], each["organization"]) for each in cells if each["tenant"] == "tenant-a"]
    assert (0, None) in sorts
    assert (7, None) in sorts
    assert (294, None) in sorts
    assert (3, "p1") in sorts


def true_count(cell: dict[str, Any]) -> Decimal | None:
    of = {"indicator__code": cell["indicator"], "breakdown__code": cell["breakdown"]}
    of["period_start"] = f"{cell['period']}-01-01"
    own = {"subject__organization__code": cell["organization"], "superseded_at": None}
    row: Any = Observation.objects.get(**of, **own) if cell["organization"] else Total.objects.get(**of)
    count: Decimal | None = row.numerator
    return count


def test_it_is_made_once_and_never_in_production(told: dict[str, Any], settings: Any) -> None:
    with pytest.raises(CommandError, match="there already"):
        call_command("seed_sandbox")
    settings.ENVIRONMENT = "production"
    with pytest.raises(CommandError, match="never made in production"):
        call_command("seed_sandbox")
