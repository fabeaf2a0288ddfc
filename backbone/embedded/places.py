"""Where does each thing that a local Backbone keeps live, and who may read it?"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from backbone.embedded.trouble import Trouble

# sockaddr_un holds 108 bytes with the closing zero; PostgreSQL adds ".s.PGSQL.5432" and, while starting, ".lock".
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
SHORT = "backbone-sockets-"
ELSEWHERE = [Path("/var/lib"), Path("/var/tmp")]  # noqa: S108 - a root-owned folder with a random name is made inside


@dataclass(frozen=True)
class Places:
    """The folders of one local Backbone. `home` is where PostgreSQL's user may go; otherwise it is `state` itself."""

    state: Path
    home: Path
    user: pwd.struct_passwd | None  # who runs PostgreSQL when we are root; None: ourselves
    postgres_socket: Path
    valkey_socket: Path

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def short_lived(self) -> list[Path]:
        """Folders outside the state that this run made and removes."""
        sockets = [(self.postgres_socket, self.home), (self.valkey_socket, self.state)]
        return [folder for folder, parent in sockets if folder.parent != parent]

    @property
    def logs(self) -> Path:
        return self.state / "log"

    @property
    def mail(self) -> Path:
        return self.state / "mail"

    @property
    def files(self) -> Path:
        return self.state / "files"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def secret_key(self) -> str:
        """A key of this place's own, made once, so that sessions survive a restart and no two machines share one."""
        path = self.state / "secret_key"
        if not path.exists():
            path.touch(mode=0o600)
        if not path.read_text():
            path.write_text(secrets.token_urlsafe(64))
        return path.read_text()


def settle(state: Path) -> Places:
    """Make the folders. As root, PostgreSQL (which refuses root) runs as `nobody` and needs a reachable home."""
    state = state.expanduser().absolute()
    if not state.exists():
        state.mkdir(parents=True, mode=0o711)
        state.chmod(0o711)  # whatever the umask: `nobody` must pass through when we are root; nothing can be listed
    state = state.resolve()
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    home = state if user is None or reachable(state, user) else _home_elsewhere(state)
    for name in ("log", "mail", "files"):
        (state / name).mkdir(mode=0o700, exist_ok=True)
    postgres_socket = _socket_folder(home / "postgres-socket", user)
    return Places(state, home, user, postgres_socket, _socket_folder(state / "valkey-socket", None))


def own_folder(folder: Path, user: pwd.struct_passwd | None) -> None:
    """A folder for one user and nobody else."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)


def reachable(folder: Path, user: pwd.struct_passwd) -> bool:
    """Whether that user may pass into the folder. Asked of the system, since modes alone leave out ACLs."""
    return run_as(user, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]).returncode == 0


def run_as(user: pwd.struct_passwd | None, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program to its end as that user, from a folder that everybody may stand in, in the plainest locale."""
    plain = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
    done: subprocess.CompletedProcess[str] = subprocess.run(  # type: ignore[call-overload]
        command, cwd="/", env=plain, stdin=subprocess.DEVNULL, capture_output=True, text=True, **as_user(user)
    )
    return done


def as_user(user: pwd.struct_passwd | None) -> dict[str, object]:
    """Arguments that make `subprocess` drop root for that user."""
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _home_elsewhere(state: Path) -> Path:
    """A root-owned home outside a closed folder (a home directory of mode 0700), remembered in STATE_DIR.

    STATE_DIR/elsewhere names it, and its `belongs-to` names STATE_DIR. Both must agree: a checkout that was moved
    takes its data along, one that was copied gets data of its own instead of a second server on the same files.
    """
    pointer = state / "elsewhere"
    if pointer.exists():
        home = Path(pointer.read_text().strip())
        note = home / "belongs-to"
        if note.exists() and home.stat().st_uid == 0:
            first = Path(note.read_text().strip())
            if first == state or not (first / "elsewhere").exists():
                note.write_text(f"{state}\n")
                return home
    for parent in ELSEWHERE:
        if os.access(parent, os.W_OK):
            home = Path(tempfile.mkdtemp(prefix="backbone-", dir=parent))
            home.chmod(0o711)
            (home / "belongs-to").write_text(f"{state}\n")
            pointer.write_text(f"{home}\n")
            return home
    raise Trouble(f"PostgreSQL may not run as root, and nobody else may enter {state}: name another STATE_DIR.")


def _socket_folder(wanted: Path, user: pwd.struct_passwd | None) -> Path:
    """The wanted folder, or a private one in the system's temporary folder when its path is too long for a socket."""
    fits = len(os.fsencode(wanted)) <= LONGEST_SOCKET_FOLDER
    folder = wanted if fits else Path(tempfile.mkdtemp(prefix=SHORT, dir="/tmp"))
    own_folder(folder, user)
    return folder


def remove_short_lived(folder: Path) -> None:
    """Remove what `_socket_folder` made, and nothing else, whatever the record that names it says."""
    if folder.parent == Path("/tmp") and folder.name.startswith(SHORT):  # noqa: S108
        shutil.rmtree(folder, ignore_errors=True)
