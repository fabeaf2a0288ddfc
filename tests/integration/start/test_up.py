"""Does `manage.py up` start everything, keep it alive, and leave nothing behind? Real processes, real kills."""

import os
import signal
import sys
from collections.abc import Iterator

import psycopg2
import pytest

from tests.integration.start.running import Running, alive, ask, backbone_up, is_ready, short_folder, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
PARTS = ["web", "worker", "beat", "postgres", "valkey"]


@pytest.fixture(scope="module")
def backbone() -> Iterator[Running]:
    with short_folder() as folder, backbone_up(folder / "state") as running:
        yield running


@pytest.mark.parametrize("part", PARTS)
def test_a_killed_part_is_back_within_ten_seconds(backbone: Running, part: str) -> None:
    until(lambda: is_ready(backbone.port))
    killed = backbone.pid_of(part)
    os.kill(killed, signal.SIGKILL)

    took = until(lambda: backbone.pid_of(part) not in (0, killed) and is_ready(backbone.port))

    assert took < 10


def test_what_was_committed_outlives_a_killed_database(backbone: Running) -> None:
    until(lambda: is_ready(backbone.port))
    door = {"host": str(backbone.state / "postgres-socket"), "dbname": "backbone", "user": "backbone_owner"}
    killed = backbone.pid_of("postgres")
    connection = psycopg2.connect(**door)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS kept (answer int); INSERT INTO kept VALUES (42)")
    os.kill(killed, signal.SIGKILL)
    until(lambda: backbone.pid_of("postgres") not in (0, killed) and is_ready(backbone.port))

    again = psycopg2.connect(**door)
    with again, again.cursor() as cursor:
        cursor.execute("SELECT answer FROM kept")
        assert cursor.fetchone() == (42,)
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("on",)


def test_no_port_is_taken_but_the_webs(backbone: Running) -> None:
    until(lambda: is_ready(backbone.port))
    doors = {os.readlink(f"/proc/{pid}/fd/{fd}") for pid in backbone.pids() for fd in os.listdir(f"/proc/{pid}/fd")}
    with open("/proc/net/tcp") as lines:
        fields = [line.split() for line in list(lines)[1:]]
    listening = {int(f[1].split(":")[1], 16) for f in fields if f[3] == "0A" and f"socket:[{f[9]}]" in doors}
    assert listening == {backbone.port}


def test_readiness_names_the_part_that_is_away(backbone: Running) -> None:
    until(lambda: is_ready(backbone.port))
    valkey = backbone.pid_of("valkey")
    os.kill(valkey, signal.SIGSTOP)  # there, and silent
    try:
        status, answer = ask(backbone.port)
    finally:
        os.kill(valkey, signal.SIGCONT)
    assert (status, answer["parts"]["broker"], answer["parts"]["database"]) == (503, "unreachable", "ok")
    until(lambda: is_ready(backbone.port))


def test_stopping_leaves_nothing_and_a_killed_supervisor_neither() -> None:
    with short_folder() as folder:
        with backbone_up(folder / "state") as running:
            children = running.pids()
            assert len(children) >= len(PARTS)
            assert running.end() == 0
            assert not [pid for pid in children if alive(pid)]

        with backbone_up(folder / "state") as running:
            children = running.pids()
            running.process.kill()
            running.process.wait()
            until(lambda: not [pid for pid in children if alive(pid)], 10)

        with backbone_up(folder / "state", running.port) as again:
            assert is_ready(again.port)
            again.process.send_signal(signal.SIGINT)
            assert again.process.wait(40) == 0


def test_when_all_is_killed_at_once_the_next_start_clears_the_rest() -> None:
    """The web's and worker's parents and their supervisor die together: the kernel tells the grandchildren nothing."""
    with short_folder() as folder:
        with backbone_up(folder / "state") as running:
            children = running.pids()
            for pid in [running.process.pid, running.pid_of("web"), running.pid_of("worker")]:
                os.kill(pid, signal.SIGKILL)
            running.process.wait()
        with backbone_up(folder / "state", running.port) as again:
            assert is_ready(again.port)
            assert not [pid for pid in children if alive(pid)]
