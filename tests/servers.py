"""Which PostgreSQL and Valkey do the tests run against? Their own, in a folder that goes with them.

A pytest plugin, loaded by `-p tests.servers` in pyproject.toml. Whoever sets DATABASE_URL tests against that server.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from backbone.embedded import postgres, valkey
from backbone.embedded.places import Places, settle
from backbone.embedded.processes import Service

running: list[Service] = []
settled: list[Places] = []


def pytest_addoption() -> None:
    """The earliest hook of all: pytest-django reads the settings, and so the environment, in the next one."""
    os.environ.setdefault("ENVIRONMENT", "test")
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        # Tenants of two workers' databases bear the same numbers: one worker must not sweep the other's files.
        os.environ["FILES_ROOT"] = f"{os.environ['STATE_DIR']}/files-{worker}"
    if "DATABASE_URL" in os.environ:  # somebody's own server, or a worker of xdist, which inherits ours
        return
    # Short, since sockets live in it; passable, since PostgreSQL is `nobody` when we are root.
    state = Path(tempfile.mkdtemp(prefix="bbtest-"))
    state.chmod(0o711)
    places = settle(state)
    settled.append(places)
    owner = postgres.url(places, "backbone_owner")
    os.environ |= {
        "STATE_DIR": str(state),
        "DATABASE_URL": postgres.url(places, "backbone_app"),
        "DATABASE_OWNER_URL": owner,
        "REDIS_URL": valkey.url(places),
    }


def pytest_sessionstart(session: pytest.Session) -> None:
    for places in settled:
        programs = postgres.programs(places)
        environment = {"PATH": os.environ["PATH"]}
        postgres.initialise(places, programs, careless=True)
        begin(valkey.service(places, environment))
        server = begin(postgres.service(places, programs, environment, careless=True))
        deadline = time.monotonic() + 60
        while not (postgres.ready(places, server.pid) and valkey.ready(places)):
            if not server.running or time.monotonic() > deadline:
                pytest.exit(places.log("postgres").read_text()[-2000:], returncode=3)
            time.sleep(0.02)
        postgres.bootstrap(places, programs)


def begin(service: Service) -> Service:
    service.start()
    running.append(service)
    return service


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """After the sessions of all workers, whose databases are dropped by then."""
    while running:
        running.pop().stop()
    while settled:
        places = settled.pop()
        shutil.rmtree(places.state, ignore_errors=True)
        if places.home != places.state:
            shutil.rmtree(places.home, ignore_errors=True)
