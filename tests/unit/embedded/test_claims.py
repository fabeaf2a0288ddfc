"""When is a start refused, and in which words? And what does the next start clear away?"""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from backbone.embedded import claims
from backbone.embedded.processes import MARK, marked, started_at
from backbone.embedded.trouble import SETTINGS_REFUSED, Trouble, explained
from tests.integration.start.running import until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_one_at_a_time_per_state(tmp_path: Path) -> None:
    with claims.claim(tmp_path), pytest.raises(Trouble, match=f"process {os.getpid()}.*already running on {tmp_path}"):
        claims.claim(tmp_path)
    claims.claim(tmp_path).close()


def test_a_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=f"Port {port} is taken.*PORT={port + 1}"):
            claims.claim_port(port)


@pytest.mark.parametrize("nonsense", ["", "0", "65536", "eight", "-1", "80.5"])
def test_a_port_is_a_port(nonsense: str) -> None:
    with pytest.raises(Trouble, match="PORT must be a number"):
        claims.port_from(nonsense)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"The disk is full below .*free some space there"):
        claims.check_room(tmp_path, needed=2**62)


def test_a_server_that_found_the_disk_full_is_explained(tmp_path: Path) -> None:
    log = tmp_path / "log" / "postgres.log"
    log.parent.mkdir()
    log.write_text('FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device\n')
    assert "The disk is full" in str(explained(log, "PostgreSQL did not start"))


def test_refused_settings_are_all_named(tmp_path: Path) -> None:
    log = tmp_path / "prepare.log"
    head = f"{SETTINGS_REFUSED} (ENVIRONMENT=local):"
    log.write_text(f"Traceback\n  x\nImproperlyConfigured: {head}\n  - DEBUG must be\n  - PORT must be\n")
    assert str(explained(log, "It failed")) == f"{head}\n  - DEBUG must be\n  - PORT must be"


def test_what_a_killed_supervisor_left_is_ended(tmp_path: Path) -> None:
    noted = subprocess.Popen(SLEEP)
    unnoted = subprocess.Popen(SLEEP, env={**os.environ, MARK: "of-this-run"})
    claims.record(tmp_path, "of-this-run", [noted.pid], [])
    until(lambda: marked("of-this-run") == [unnoted.pid])  # a moment after exec the kernel shows it

    claims.clear_last_run(tmp_path)

    assert [noted.wait(5), unnoted.wait(5)] == [-signal.SIGKILL, -signal.SIGKILL]


def test_a_stranger_with_the_same_number_lives(tmp_path: Path) -> None:
    stranger = subprocess.Popen(SLEEP)
    try:
        begun = started_at(stranger.pid)
        assert begun is not None
        record = {"mark": "another-run", "running": {str(stranger.pid): begun - 1}, "folders": []}
        (tmp_path / claims.RECORD).write_text(json.dumps(record))
        claims.clear_last_run(tmp_path)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
