"""Which processes is Backbone made of, and with what environment does each run?"""

import os
import secrets
import shlex
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from backbone.embedded import postgres, valkey
from backbone.embedded.places import Places
from backbone.embedded.processes import MARK, Service

CHECKOUT = Path(__file__).resolve().parents[2]
QUEUES = "default,imports,reports,mail"


def environment_of(places: Places, port: int, given: Mapping[str, str]) -> dict[str, str]:
    """Everything the settings ask for. What the caller has set wins: DATABASE_URL and REDIS_URL name other servers."""
    address = f"http://127.0.0.1:{port}"
    ours = {
        "ENVIRONMENT": "local",
        "STATE_DIR": str(places.state),
        "DATABASE_URL": postgres.url(places, "backbone_app"),
        "DATABASE_OWNER_URL": given.get("DATABASE_URL") or postgres.url(places, "backbone_owner"),
        "REDIS_URL": valkey.url(places),
        "FILES_ROOT": str(places.files),
        "BASE_URL": address,
    }
    settled = {name: given.get(name) or value for name, value in ours.items()}
    settled["SECRET_KEY"] = given.get("SECRET_KEY") or places.secret_key()
    return settled


def write_environment(places: Places, settled: Mapping[str, str]) -> None:
    """Leave the environment in STATE_DIR, so that `manage.py` by hand talks to the same servers."""
    path = places.state / "environment"
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={shlex.quote(value)}\n" for name, value in settled.items()))


def full_environment(settled: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """What children get: the caller's, ours, and the mark of this run."""
    return {**given, "PYTHONUNBUFFERED": "1", **settled, MARK: secrets.token_hex(16)}


def web(places: Places, environment: Mapping[str, str], door: int) -> Service:
    command = [
        *_python("gunicorn", "backbone.wsgi:application"),
        *("--bind", f"fd://{door}", "--workers", environment.get("WEB_CONCURRENCY", "2"), "--worker-class", "sync"),
        *("--timeout", "60", "--graceful-timeout", "8", "--no-control-socket", "--worker-tmp-dir", str(places.state)),
    ]
    return _part("web", command, places, environment, dies_on=signal.SIGQUIT, keeps_open=(door,))


def worker(places: Places, environment: Mapping[str, str]) -> Service:
    command = [*_python("celery", "--app", "backbone", "worker"), "--queues", QUEUES, "--concurrency", "2"]
    return _part("worker", [*command, "--without-gossip", "--without-mingle"], places, environment)


def beat(places: Places, environment: Mapping[str, str]) -> Service:
    # In memory: one entry each minute needs no file, and a tick too many does no harm.
    command = [*_python("celery", "--app", "backbone", "beat"), "--scheduler", "celery.beat:Scheduler", "--pidfile", ""]
    return _part("beat", command, places, environment, patience=3.0)


def prepare(places: Places, environment: Mapping[str, str]) -> Service:
    """Not a part that stays: migrates as the owner, loads the demo into an empty database, prints the sign-ins."""
    command = _python("backbone.embedded.prepare")
    return _part("prepare", command, places, {**environment, "BACKBONE_ROLE": "owner"})


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _part(
    name: str,
    command: list[str],
    places: Places,
    environment: Mapping[str, str],
    *,
    dies_on: signal.Signals = signal.SIGKILL,
    patience: float = 10.0,
    keeps_open: tuple[int, ...] = (),
) -> Service:
    log = places.log(name)
    return Service(name, command, environment, log, CHECKOUT, dies_on=dies_on, patience=patience, keeps_open=keeps_open)


def given_environment() -> dict[str, str]:
    return dict(os.environ)
