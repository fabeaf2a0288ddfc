"""What is said when Backbone cannot start? One sentence for the person at the terminal, never a traceback."""

import errno
from pathlib import Path


class Trouble(Exception):
    """Starting is refused; the message is one sentence that says what to do."""


class Stopped(Exception):
    """Somebody asked for the end (Ctrl-C, SIGTERM) while something was still being waited for."""


DISK_FULL = (
    "The disk is full below {path}: free some space there, or name another place with STATE_DIR, and start again."
)
SETTINGS_REFUSED = "Backbone does not start with these settings"  # said by backbone.core.environment


def full_disk(error: OSError, path: Path) -> Trouble | None:
    """The sentence for an error that a full disk (or a spent quota) raised; None for any other error."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(DISK_FULL.format(path=path))
    return None


def explained(log: Path, what: str, since: int = 0) -> Trouble:
    """What went wrong, and why in the words of that part's own log (what it has written since that byte)."""
    written = log.read_bytes()[since:] if log.exists() else b""
    lines = written.decode(errors="replace").splitlines()[-40:]
    if any("No space left on device" in line or "Disk quota exceeded" in line for line in lines):
        return Trouble(DISK_FULL.format(path=log.parent.parent))
    if refused := [number for number, line in enumerate(lines) if SETTINGS_REFUSED in line]:
        first, *rest = lines[refused[-1] :]  # one line for each setting: all of them are wanted
        return Trouble("\n".join([first[first.index(SETTINGS_REFUSED) :], *rest]))
    telling = [line for line in lines if "FATAL" in line or "Error" in line or "error" in line] or lines
    last = telling[-1].strip() if telling else "it said nothing"
    return Trouble(f"{what}: {last} (the whole log: {log})")
