"""Does the scope hold, whatever is done inside it and however it is left? Each line of what was seen to go wrong."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from backbone.tenancy import scope
from backbone.tenancy.exceptions import NoTenantInScope, OtherTenantInScope
from backbone.tenancy.models import Membership
from backbone.tenancy.services.people import hash_of
from initiatives.models import Area
from tests.conftest import Cast
from tests.isolation.conftest import SignedIn

COUNT = "SELECT count(*) FROM initiatives_area"


def setting() -> str | None:
    """What PostgreSQL believes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('app.tenant_id', true), '')")
        found: str | None = cursor.fetchone()[0]
    return found


def raw_count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


def test_the_scope_is_told_to_both_and_taken_from_both(cast: Cast) -> None:
    assert (setting(), scope.is_entered()) == (None, False)
    with scope.tenant(cast.ours.tenant.pk):
        assert (setting(), scope.current()) == (str(cast.ours.tenant.pk), cast.ours.tenant.pk)
    # A local setting outlives a released savepoint, which is what the end of the scope is here.
    assert (setting(), scope.is_entered()) == (None, False)
    with pytest.raises(NoTenantInScope):
        scope.current()


def test_it_is_left_by_an_exception_as_well(cast: Cast) -> None:
    with pytest.raises(ValueError, match="wrong"), scope.tenant(cast.ours.tenant.pk):
        raise ValueError("wrong")
    assert (setting(), scope.is_entered()) == (None, False)


def test_it_is_left_after_a_fault_of_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError), scope.tenant(cast.ours.tenant.pk):
        Area.objects.create(code=f"{cast.ours.mark}-area", name="Twice")
    assert (setting(), scope.is_entered()) == (None, False)


def test_another_tenant_cannot_be_entered_inside_one(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        with pytest.raises(OtherTenantInScope), scope.tenant(cast.theirs.tenant.pk):
            pytest.fail("entered")
        with pytest.raises(OtherTenantInScope), scope.tenant_by_key("tenant-b", "x"):
            pytest.fail("entered")
        assert (setting(), scope.current()) == (str(cast.ours.tenant.pk), cast.ours.tenant.pk)


def test_the_same_one_may_be_entered_again(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        with scope.tenant(cast.ours.tenant.pk):
            assert raw_count() == 2
        assert (setting(), raw_count()) == (str(cast.ours.tenant.pk), 2)


def test_one_after_the_other_is_no_matter(cast: Cast) -> None:
    for world in (cast.ours, cast.theirs, cast.ours):
        with scope.tenant(world.tenant.pk):
            assert {area.name for area in Area.objects.all()} == {f"Area {world.mark}", f"Country {world.mark}"}


def test_a_thread_begins_outside(cast: Cast) -> None:
    found: list[bool] = []
    with scope.tenant(cast.ours.tenant.pk):
        thread = threading.Thread(target=lambda: found.append(scope.is_entered()))
        thread.start()
        thread.join()
    assert found == [False]


def test_a_key_enters_its_own_tenant_and_leaves_nothing(cast: Cast) -> None:
    key = hash_of(cast.ours.keys["tenant"])
    with scope.tenant_by_key("tenant-a", key) as key_id:
        assert key_id
        assert (setting(), scope.current()) == (str(cast.ours.tenant.pk), cast.ours.tenant.pk)
    assert (setting(), scope.is_entered(), raw_count()) == (None, False, 0)


@pytest.mark.parametrize(("slug", "key"), [("tenant-b", "theirs"), ("nowhere", "theirs"), ("tenant-a", "wrong")])
def test_a_key_enters_no_other_tenant(cast: Cast, slug: str, key: str) -> None:
    secret = cast.ours.keys["tenant"] if key == "theirs" else "bb_wrong"
    with scope.tenant_by_key(slug, hash_of(secret)) as key_id:
        assert key_id is None
        assert (setting(), scope.is_entered(), raw_count()) == (None, False, 0)


def test_a_person_is_let_see_their_own_memberships_until_the_block_ends(cast: Cast) -> None:
    with scope.person(cast.dana.user.pk):
        assert [each.user_id for each in Membership.of_person.all()] == [cast.dana.user.pk]
        assert raw_count() == 0
    assert Membership.of_person.count() == 0
    with pytest.raises(ValueError, match="wrong"), scope.person(cast.dana.user.pk):
        raise ValueError("wrong")
    assert Membership.of_person.count() == 0


@pytest.mark.urls("tests.isolation.probes")
def test_what_renders_late_renders_inside(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dana)
    assert cast.ours.mark in client.get("/tenant-a/probe/renders/").content.decode()
    assert client.get("/tenant-a/probe/areas/").status_code == 200


@pytest.mark.urls("tests.isolation.probes")
def test_a_stream_that_escapes_finds_no_rows_of_anybody(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.dana).get("/tenant-a/probe/streams/")
    with pytest.raises(NoTenantInScope):
        list(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.urls("tests.isolation.probes")
def test_a_door_without_a_guard_stays_shut(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.dana).get("/tenant-a/probe/unguarded/").status_code == 404


@pytest.mark.urls("tests.isolation.probes")
def test_keys_count_under_the_api_only(cast: Cast, signed_in: SignedIn) -> None:
    """A wrong key on a page was once a 500; a right one opens none; and a person's session opens no API."""
    for key in (cast.ours.keys["tenant"], "bb_wrong", "", "\x00"):
        headers = {"Authorization": f"Bearer {key}"}
        assert Client().get(cast.ours.path(), headers=headers).status_code == 302
        assert signed_in(cast.dana).get(cast.ours.path(), headers=headers).status_code == 200
        assert signed_in(cast.olga).get(cast.ours.path(), headers=headers).status_code == 404
    assert signed_in(cast.dana).get("/api/v1/tenant-a/probe/").status_code == 401


@pytest.mark.urls("tests.isolation.probes")
def test_a_wrong_key_and_a_wrong_tenant_look_alike(cast: Cast) -> None:
    right, theirs = cast.ours.keys["tenant"], cast.theirs.keys["tenant"]
    refused = [
        Client().get(f"/api/v1/{slug}/probe/", headers={"Authorization": f"Bearer {key}"})
        for slug, key in (("tenant-a", "bb_wrong"), ("tenant-a", theirs), ("tenant-b", right), ("nowhere", right))
    ]
    assert [answer.status_code for answer in refused] == [401] * 4
    assert len({answer.content for answer in refused}) == 1
    allowed = Client().get("/api/v1/tenant-a/probe/", headers={"Authorization": f"Bearer {right}"})
    assert allowed.status_code == 200
    assert "MARK-B" not in allowed.content.decode()


def test_a_key_that_is_revoked_or_out_of_date_opens_nothing(cast: Cast) -> None:
    key = hash_of(cast.ours.keys["tenant"])
    for change in ("revoked_at = now()", "revoked_at = NULL, expires_at = now() - interval '1 second'"):
        with scope.tenant(cast.ours.tenant.pk), connection.cursor() as cursor:
            cursor.execute(f"UPDATE tenancy_apikey SET {change} WHERE key_hash = %s", [key])
        with scope.tenant_by_key("tenant-a", key) as key_id:
            assert key_id is None


def test_who_has_left_or_not_yet_joined_finds_nothing(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.paolo)
    assert client.get(cast.ours.path()).status_code == 200
    for change in ({"ended_at": "2026-01-01T00:00Z"}, {"ended_at": None, "joined_at": None}):
        with scope.tenant(cast.ours.tenant.pk):
            Membership.objects.filter(pk=cast.paolo.membership.pk).update(**change)
        assert client.get(cast.ours.path()).status_code == 404
        assert "MARK-A" not in client.get("/?stay=1").content.decode().replace(cast.paolo.user.name, "")


def test_the_way_in_is_atomic(cast: Cast) -> None:
    """The outer transaction survives what goes wrong in the scope, without a trace of it."""
    with transaction.atomic():
        with pytest.raises(IntegrityError), scope.tenant(cast.ours.tenant.pk):
            Area.objects.bulk_create([Area(code="half", name="Half"), Area(code="half", name="Half")], batch_size=1)
        with scope.tenant(cast.ours.tenant.pk):
            assert not Area.objects.filter(code="half").exists()
