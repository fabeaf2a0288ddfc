"""Does the table decide? Every row for every role: in its own organization, another one, and another tenant."""

import csv
import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey
from backbone.tenancy.permission_page import permission_page
from backbone.tenancy.permissions import TABLE, Capability, may, require, table
from backbone.tenancy.roles import Role
from backbone.tenancy.services.people import hash_of
from communications.sandbox.world import World
from initiatives.models import Initiative, Organization
from measurement.models import GovernedCommunity
from tests.conftest import Cast
from tests.isolation.conftest import SignedIn

OF_GROUPS = {Role.CHAIR, Role.GROUP_MEMBER}
OF_PARTNERS = {Role.REPRESENTATIVE, Role.DATA_SUBMITTER, Role.VIEWER, Role.PARTNER_KEY}
OF_COMMUNITIES = {Role.STEWARD}
EVERYWHERE = {*Role.staff(), Role.STEWARD, Role.TENANT_KEY, Role.SCHEDULE}
WHO = {
    Role.ADMINISTRATOR: "ada", Role.PROJECT_MANAGER: "priya", Role.DATA_MANAGER: "dana", Role.FACILITATOR: "fay",
    Role.REPRESENTATIVE: "rita", Role.DATA_SUBMITTER: "paolo", Role.VIEWER: "vera", Role.OBSERVER: "oscar",
    Role.STEERING_MEMBER: "stella", Role.CHAIR: "wes", Role.GROUP_MEMBER: "gwen",
    Role.STEWARD: "willa",
}  # fmt: skip


def actor_of(world: World, role: Role) -> Actor:
    """Somebody who holds this role and no other; partners' people work for the first partner."""
    if role is Role.SCHEDULE:
        return Actor.schedule(world.tenant.pk)
    if role in WHO:
        return world.people[WHO[role]].actor
    secret = world.keys["tenant" if role is Role.TENANT_KEY else "p1"]
    with scope.tenant(world.tenant.pk):
        return Actor.of_key(ApiKey.objects.get(key_hash=hash_of(secret)))


def cells() -> Iterator[tuple[Capability, Role, str]]:
    """Read from the file itself, not through the code that is tested."""
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file):
            capability = Capability(row.pop("capability"))
            yield from ((capability, Role(role), cell) for role, cell in row.items())


def allows(actor: Actor, capability: Capability, on: Any) -> bool:
    try:
        require(actor, capability, on=on)
    except PermissionDenied:
        assert not may(actor, capability, on) or getattr(on, "tenant_id", actor.tenant_id) != actor.tenant_id
        return False
    assert may(actor, capability, on)
    return True


@pytest.fixture
def places(cast: Cast) -> dict[str, Any]:
    """What is acted on: rows of our tenant and of the other one, read anew."""
    found: dict[str, Any] = {}
    for whose, world in (("our", cast.ours), ("their", cast.theirs)):
        with scope.tenant(world.tenant.pk):
            found[f"{whose} initiative"] = Initiative.objects.get(slug="first")
            found[f"{whose} second initiative"] = Initiative.objects.get(slug="second")
            found[f"{whose} partner"] = Organization.objects.get(code="p1")
            found[f"{whose} other partner"] = Organization.objects.get(code="p2")
            found[f"{whose} group"], found[f"{whose} other group"] = world.group, world.committee
            found[f"{whose} community"] = GovernedCommunity.objects.get()
            found[f"{whose} other community"] = GovernedCommunity.objects.create(slug="other", name="Other")
    return found


@pytest.mark.parametrize(("capability", "role", "cell"), cells(), ids=lambda each: str(each) or "no")
def test_every_row_for_every_role(
    cast: Cast, places: dict[str, Any], capability: Capability, role: Role, cell: str
) -> None:
    actor = actor_of(cast.ours, role)
    is_yes, is_own = cell == "yes", cell == "own"
    assert {held.role for held in actor.roles} == {role}
    assert allows(actor, capability, None) is (is_yes or is_own)
    # Its own organization, and another one.
    assert allows(actor, capability, places["our partner"]) is (is_yes or (is_own and role in OF_PARTNERS))
    assert allows(actor, capability, places["our other partner"]) is is_yes
    # Its own group, and another one: a seat in one is no right in the other.
    assert allows(actor, capability, places["our group"]) is (is_yes or (is_own and role in OF_GROUPS))
    assert allows(actor, capability, places["our other group"]) is is_yes
    # Its own governed community, and another one.
    assert allows(actor, capability, places["our community"]) is (is_yes or (is_own and role in OF_COMMUNITIES))
    assert allows(actor, capability, places["our other community"]) is is_yes
    # Where the role counts, and where it does not. What is own to an organization is no right to an initiative.
    assert allows(actor, capability, places["our initiative"]) is is_yes
    assert allows(actor, capability, places["our second initiative"]) is (is_yes and role in EVERYWHERE)
    # Another tenant: never.
    for place in (
        "partner", "other partner", "initiative", "second initiative", "group", "other group", "community",
        "other community",
    ):  # fmt: skip
        assert allows(actor, capability, places[f"their {place}"]) is False


def test_own_stands_only_where_there_is_something_to_be_ones_own() -> None:
    own = {role for _capability, role, cell in cells() if cell == "own"}
    assert own <= OF_PARTNERS | OF_GROUPS | OF_COMMUNITIES


def test_the_table_is_whole() -> None:
    found = list(cells())
    assert {capability for capability, _role, _cell in found} == set(Capability)
    assert {role for _capability, role, _cell in found} == set(Role)
    assert len(found) == len(Capability) * len(Role)
    assert {cell for *_, cell in found} <= {"yes", "own", ""}
    assert {(c, r): cell for c, r, cell in found} == {(c, r): table()[c][r] for c in Capability for r in Role}


def test_the_page_shows_the_table_and_nothing_else(cast: Cast, signed_in: SignedIn) -> None:
    for person in (cast.ada, cast.paolo, cast.oscar):
        text = signed_in(person).get("/tenant-a/permissions/").content.decode()
        [shown] = re.findall(r"<tbody>(.*?)</tbody>", text, re.DOTALL)
        rows = [
            (
                html.unescape(re.findall(r'<th scope="row">(.*?)</th>', row, re.DOTALL)[0].strip()),
                re.findall(r'<td class="may (yes|own|no)">', row),
            )
            for row in re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL)
        ]
        roles = [role for role in Role if role is not Role.SCHEDULE]
        assert rows == [(str(each.label), [table()[each][role] or "no" for role in roles]) for each in Capability]
        heads = html.unescape(text)
        assert all(str(role.label) in heads for role in roles)


def test_the_page_marks_the_readers_own_roles(cast: Cast, signed_in: SignedIn) -> None:
    for person, label in ((cast.ada, "Administrator"), (cast.paolo, "Data submitter of a partner")):
        text = signed_in(person).get("/tenant-a/permissions/").content.decode()
        assert re.findall(r'class="mine">(.*?)<', text) == [label]


def test_the_documentation_is_current() -> None:
    """`manage.py write_permissions` makes it anew."""
    assert (settings.BASE_DIR / "docs" / "permissions.md").read_text() == permission_page()
