"""Does the scope hold without a transaction of the test around it? A file of its own: others share a cast in one."""

import pytest
from django.test import Client

from backbone.tenancy import scope
from backbone.tenancy.models import Membership, Tenant
from backbone.tenancy.services.people import hash_of
from communications.sandbox.world import make_world
from initiatives.models import Area
from tests.isolation.test_scope import raw_count, setting


def test_nothing_outlives_the_transaction(transactional_db: None) -> None:
    """On the same connection, whose session still knows the setting's name: an error without nullif."""
    world = make_world("A")
    other = Tenant.objects.create(slug="other", name="Other")
    client = Client()
    client.force_login(world.people["dana"].user)
    for enter in (
        lambda: scope.tenant(world.tenant.pk),
        lambda: scope.tenant_by_key("tenant-a", hash_of(world.keys["tenant"])),
        lambda: scope.person(world.people["dana"].user.pk),
    ):
        with enter():  # type: ignore[no-untyped-call]
            pass
        assert (setting(), raw_count(), Membership.of_person.count()) == (None, 0, 0)
    assert client.get(world.path("scorecard/")).status_code == 200
    assert client.get("/tenant-a/first/rounds/none/").status_code == 404
    assert (setting(), raw_count(), Membership.of_person.count()) == (None, 0, 0)
    with scope.tenant(other.pk):
        assert raw_count() == 0


@pytest.mark.urls("tests.isolation.probes")
def test_a_door_that_goes_wrong_has_written_nothing(transactional_db: None) -> None:
    """By exception, by status, and while rendering; pages and API alike."""
    world = make_world("A")
    client = Client(raise_request_exception=False)
    client.force_login(world.people["dana"].user)
    for how, status in (("raises", 500), ("late", 500), ("400", 400), ("409", 409), ("422", 422), ("500", 500)):
        assert client.post(f"/tenant-a/probe/fails/{how}/").status_code == status
    key = {"headers": {"Authorization": f"Bearer {world.keys['tenant']}"}}
    assert client.post("/api/v1/tenant-a/probe/invalid/", {}, **key).status_code in {400, 422}  # type: ignore[arg-type]
    with scope.tenant(world.tenant.pk):
        assert not Area.objects.filter(code__startswith="half-").exists()
    assert client.post("/tenant-a/probe/fails/200/").status_code == 200
    assert client.post("/tenant-a/probe/fails/302/").status_code == 302
    with scope.tenant(world.tenant.pk):
        assert Area.objects.filter(code__startswith="half-").count() == 2
