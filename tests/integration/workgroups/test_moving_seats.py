"""Do the rows of a database that is in use come through the migration of seats? As its owner, under FORCE."""

from importlib import import_module
from typing import Any

from django.db import connection

from backbone.tenancy import scope
from communications.sandbox.world import World
from tests.conftest import Cast

FILL = import_module("workgroups.migrations.0002_seats_of_organizations").FILL
# A seat as it was: who held it stood in it.
AS_BEFORE = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE workgroups_seatholder NO FORCE ROW LEVEL SECURITY;
ALTER TABLE workgroups_seat NO FORCE ROW LEVEL SECURITY;
ALTER TABLE workgroups_seat ADD membership_id bigint, ADD is_chair boolean, ADD ended_at timestamptz;
UPDATE workgroups_seat s SET membership_id = h.membership_id, is_chair = function = 'chair', function = 'member'
FROM workgroups_seatholder h WHERE h.tenant_id = s.tenant_id AND h.seat_id = s.id;
DELETE FROM workgroups_seatholder;
ALTER TABLE workgroups_seat FORCE ROW LEVEL SECURITY;
"""


def run(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall()) if cursor.description else []


def held(world: World) -> list[Any]:
    with scope.tenant(world.tenant.pk):
        return run(
            "SELECT s.id, s.function, h.membership_id, h.ended_on, s.ended_on FROM workgroups_seatholder h"
            f" JOIN workgroups_seat s ON s.id = h.seat_id WHERE h.tenant_id = {world.tenant.pk} ORDER BY s.id"
        )


def test_holders_become_rows_of_their_own_in_every_tenant(cast: Cast) -> None:
    before = {world.mark: held(world) for world in (cast.ours, cast.theirs)}
    assert all(len(rows) == 3 for rows in before.values())
    run(AS_BEFORE)
    ended = before["MARK-A"][0][0]
    with scope.tenant(cast.ours.tenant.pk):
        run(f"UPDATE workgroups_seat SET ended_at = '2026-03-04 10:00Z' WHERE id = {ended}")

    run(FILL)

    assert held(cast.theirs) == before["MARK-B"]
    moved = held(cast.ours)
    assert moved[1:] == before["MARK-A"][1:]
    assert [str(day) for day in moved[0][3:]] == ["2026-03-04", "2026-03-04"]
    forced = run("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'workgroups_seat'")
    assert forced == [(True,)]
    with scope.tenant(cast.ours.tenant.pk):
        [(rows, uids)] = run("SELECT count(*), count(DISTINCT uid) FROM workgroups_seat")
    assert rows == uids >= 3  # each has an address of its own
