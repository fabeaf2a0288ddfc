"""How is a process started so that it never outlives its supervisor, and how is one found that did?"""

import ctypes
import ctypes.util
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from backbone.embedded.places import as_user

# Each run's children carry a random value of this, so that no foreign process is ever taken for one of them.
MARK = "BACKBONE_RUN"
PR_SET_PDEATHSIG = 1
PROC = Path("/proc")
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass
class Service:
    """One process that must run. `ends_on` asks it to end; `dies_on` is what the kernel sends when we are killed."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    folder: Path
    ends_on: signal.Signals = signal.SIGTERM
    dies_on: signal.Signals = signal.SIGKILL
    patience: float = 10.0
    user: pwd.struct_passwd | None = None
    keeps_open: tuple[int, ...] = ()
    before: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    log_begins: int = field(default=0, init=False)  # where this run's words begin

    def start(self) -> None:
        self.before()
        with self.log.open("ab") as log:
            self.log_begins = log.tell()
            self.process = subprocess.Popen(  # type: ignore[call-overload]
                self.command,
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
                pass_fds=self.keeps_open,
                preexec_fn=dies_with_its_parent(self.dies_on),
                **as_user(self.user),
            )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    def stop(self) -> None:
        """Ask it to end, wait (until somebody takes the patience away), then kill whatever is left of its group."""
        if self.process is None:
            return
        if self.running:
            with suppress(ProcessLookupError):
                self.process.send_signal(self.ends_on)
            begun = time.monotonic()
            while self.running and time.monotonic() - begun < self.patience:
                time.sleep(0.02)
        self.clear()

    def clear(self) -> None:
        """Kill the group: gunicorn's workers and Celery's children must not outlive a killed parent."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def dies_with_its_parent(number: signal.Signals) -> Callable[[], None]:
    """What the child does between fork and exec: ask the kernel for a signal when its parent dies (Linux only)."""
    parent = os.getpid()

    def ask() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
            if os.getppid() != parent:  # it died before we asked
                os._exit(1)

    return ask


def started_at(pid: int) -> int | None:
    """The moment a process started, in the kernel's ticks. With the pid it names one process for all time."""
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[19])
    except (OSError, IndexError, ValueError):
        return None


def marked(value: str) -> list[int]:
    """Processes whose environment carries that run's mark."""
    wanted = f"{MARK}={value}".encode()
    return [pid for pid in _all_pids() if wanted in _environment(pid)]


def working_in(folder: Path, program: str) -> list[int]:
    """Processes of that program whose working directory is that folder (somebody's shell may stand there too)."""
    found = []
    for pid in _all_pids():
        with suppress(OSError):
            about = PROC / str(pid)
            if (about / "cwd").readlink() == folder and (about / "exe").readlink().name == program:
                found.append(pid)
    return found


def kill_all(pids: Iterable[int], seconds: float = 5.0) -> None:
    """Kill these and wait until the kernel has let go of them."""
    left = {pid for pid in pids if pid != os.getpid()}
    for pid in left:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + seconds
    while any(started_at(pid) is not None and not _zombie(pid) for pid in left) and time.monotonic() < deadline:
        time.sleep(0.02)


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()] if PROC.is_dir() else []


def _environment(pid: int) -> list[bytes]:
    try:
        return (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:  # another user's, or gone meanwhile
        return []


def _zombie(pid: int) -> bool:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return True
