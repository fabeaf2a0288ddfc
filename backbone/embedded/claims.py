"""May this Backbone start here? One at a time per STATE_DIR, on a free port, with room on the disk."""

import errno
import fcntl
import json
import os
import shutil
import socket
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from backbone.embedded.places import remove_short_lived
from backbone.embedded.processes import kill_all, marked, started_at
from backbone.embedded.trouble import Trouble

ROOM = 200 * 1024 * 1024  # PostgreSQL's data (40 MB), its log of 64 MB and the demo, with some to spare
RECORD = "run.json"


def claim(state: Path) -> TextIO:
    """Hold STATE_DIR as long as the returned file is open. The kernel lets go of it when we die, however we die."""
    lock = (state / "lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        who = lock.read().strip() or "unknown"
        lock.close()
        raise Trouble(
            f"Another Backbone (process {who}) is already running on {state}: "
            "stop it first, or give this one a place of its own with STATE_DIR."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def check_room(state: Path, needed: int = ROOM) -> None:
    free = shutil.disk_usage(state).free
    if free < needed:
        raise Trouble(
            f"The disk is full below {state}: {free // 2**20} MB are free and Backbone needs {needed // 2**20} MB; "
            "free some space there, or name another place with STATE_DIR, and start again."
        )


def claim_port(port: int) -> socket.socket:
    """Take the web's port for the whole run. The supervisor keeps it, and each web process inherits it.

    So nobody else can take it while web is being restarted, visitors wait instead of being refused, and workers of a
    killed web process hold nothing that the next one needs.
    """
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen(128)
    except OSError as error:
        door.close()
        if error.errno == errno.EADDRINUSE:
            advice = f"stop that one, or choose another port, as in PORT={port + 1} script/server"
            raise Trouble(f"Port {port} is taken by another program: {advice}") from None
        if error.errno == errno.EACCES:
            raise Trouble(f"Port {port} is reserved for root: choose one from 1024 on with PORT.") from None
        raise
    return door


def port_from(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise Trouble(f"PORT must be a number from 1 to 65535; it is {value!r}.")
    return int(value)


def record(state: Path, mark: str, pids: Iterable[int], folders: Iterable[Path]) -> None:
    """Write down what runs, so that the next start can clear it away if we are killed."""
    running = {str(pid): started_at(pid) for pid in pids}
    fresh = state / f"{RECORD}.new"
    fresh.write_text(json.dumps({"mark": mark, "running": running, "folders": [str(folder) for folder in folders]}))
    fresh.replace(state / RECORD)


def clear_last_run(state: Path) -> None:
    """End what a killed supervisor left. A process counts as ours by its random mark, or by pid *and* start time."""
    path = state / RECORD
    with suppress(OSError, ValueError):
        last = json.loads(path.read_text())
        running = {int(pid): ticks for pid, ticks in last["running"].items() if ticks is not None}
        ours = {pid for pid, ticks in running.items() if started_at(pid) == ticks}
        kill_all(ours | set(marked(last["mark"])))
        for folder in last["folders"]:
            remove_short_lived(Path(folder))
    path.unlink(missing_ok=True)
