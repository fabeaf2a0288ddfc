"""How do tests run Backbone's real processes, and make sure that none outlives them?"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
OF_THE_TESTS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "STATE_DIR", "ENVIRONMENT", "DJANGO_SETTINGS_MODULE")


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder with a short path (sockets) that others may pass through (`nobody`); pytest's own is neither."""
    folder = Path(tempfile.mkdtemp(prefix="bb-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of somebody who has just cloned Backbone."""
    return {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS} | more


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def until(claim: Callable[[], bool], seconds: float = 30.0) -> float:
    """Wait for the claim to become true; how long that took."""
    begun = time.monotonic()
    while not claim():
        assert time.monotonic() - begun < seconds, "it did not come about in time"
        time.sleep(0.05)
    return time.monotonic() - begun


def ask(port: int, path: str = "/health/ready", timeout: float = 3.0) -> tuple[int, dict[str, Any]]:
    """Status and JSON; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=timeout) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
    except OSError:
        return 0, {}


def is_ready(port: int) -> bool:
    return ask(port)[0] == 200


@dataclass
class Running:
    """One `manage.py up` with a state and a port of its own."""

    state: Path
    port: int
    process: subprocess.Popen[str]

    def pid_of(self, part: str) -> int:
        """The part's process among the supervisor's children; 0 when there is none."""
        signs = {"web": "gunicorn", "worker": "--queues", "beat": "--scheduler"}
        for pid in _children(self.process.pid):
            line = _command(pid)
            if signs.get(part, f"{part} ") in line or f"/{part}" in line.split(" ")[0]:
                return pid
        return 0

    def pids(self) -> set[int]:
        """Everything below the supervisor, children of children too."""
        found: set[int] = set()
        new = {self.process.pid}
        while new:
            new = {child for pid in new for child in _children(pid)} - found
            found |= new
        return found

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)


@contextmanager
def backbone_up(state: Path, port: int | None = None) -> Iterator[Running]:
    port = port or free_port()
    environment = clean_environment(STATE_DIR=str(state), PORT=str(port), LOAD_DEMO="false")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up"], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE
    )
    running = Running(state, port, process)
    try:
        until(lambda: is_ready(port) or process.poll() is not None, 60)
        yield running
    finally:
        if process.poll() is None:
            running.end()
        if process.stdout:
            process.stdout.close()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _children(pid: int) -> set[int]:
    try:
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except OSError:
        return set()


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
