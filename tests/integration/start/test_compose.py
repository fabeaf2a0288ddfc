"""Is docker-compose.yml sound, and does each service's command run with the environment it is given there?

No container engine is needed: structure is checked here, and the commands run by hand against the tests' servers.
"""

import fcntl
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integration.start.running import ROOT, ask, free_port, short_folder, until
from tests.integration.start.settings_of import GOOD

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"migrate", "web", "worker", "beat"}
FILLED_IN = GOOD | {"BACKBONE_APP_PASSWORD": "x", "BACKBONE_OWNER_PASSWORD": "y", "POSTGRES_PASSWORD": "z"}


def filled_in(text: str) -> str:
    """Compose's own ${NAME}, ${NAME:-default} and ${NAME:?}."""

    def value(found: re.Match[str]) -> str:
        name, _, rest = found[1].partition(":")
        return FILLED_IN.get(name) or (rest[1:] if rest.startswith("-") else "")

    return re.sub(r"\$\{([^}]+)\}", value, text)


def test_the_services_are_one_image_in_four_parts_and_two_servers() -> None:
    assert set(SERVICES) == OURS | {"postgres", "valkey"}
    for name in OURS:
        assert SERVICES[name]["image"] == "backbone"
    assert {name for name, service in SERVICES.items() if "user" in service} == {"postgres", "valkey"}
    assert "\nUSER backbone\n" in (ROOT / "Dockerfile").read_text()


def test_only_urls_and_roles_differ() -> None:
    common = {"DATABASE_OWNER_URL", "BACKBONE_ROLE", "WEB_CONCURRENCY"}
    environments = [{k: v for k, v in SERVICES[name]["environment"].items() if k not in common} for name in OURS]
    assert all(environment == environments[0] for environment in environments)


def test_nobody_serves_before_the_database_is_migrated() -> None:
    for name in ("web", "worker", "beat"):
        waits_for = SERVICES[name]["depends_on"]
        assert waits_for["migrate"]["condition"] == "service_completed_successfully"
        assert waits_for["valkey"]["condition"] == "service_healthy"
    assert SERVICES["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert all("healthcheck" in service for name, service in SERVICES.items() if name != "migrate")


def test_the_roles_are_made_by_the_script_that_start_up_uses() -> None:
    mounted = [volume for volume in SERVICES["postgres"]["volumes"] if "initdb.d" in volume]
    assert (ROOT / mounted[0].split(":")[0]).is_file()
    assert all("initdb.d" in volume or volume.split(":")[0] in COMPOSE["volumes"] for volume in mounted)


def environment_of(service: str, state: Path) -> dict[str, str]:
    """What the file gives the service; only the URLs lead to the tests' own servers instead."""
    written = {name: filled_in(str(value)) for name, value in SERVICES[service]["environment"].items()}
    urls = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL") if name in written}
    folders = {"STATE_DIR": str(state), "FILES_ROOT": str(state)}
    return {"PATH": os.environ["PATH"]} | written | urls | folders


def command_of(service: str) -> list[str]:
    program, *rest = SERVICES[service]["command"]
    return [sys.executable, *([] if program == "python" else ["-m", program]), *rest]


@contextmanager
def run(service: str, state: Path, command: list[str]) -> Iterator[Path]:
    log = state / f"{service}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment_of(service, state), stdout=out, stderr=out)
    try:
        yield log
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    with short_folder() as folder:
        # One at a time: several workers of xdist share the servers, and two migrations at once collide.
        with (Path(os.environ["STATE_DIR"]) / "migrating").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            migrated = subprocess.run(
                command_of("migrate"), cwd=ROOT, env=environment_of("migrate", folder), capture_output=True, text=True
            )
        assert migrated.returncode == 0, migrated.stderr
        yield folder


def test_the_image_can_collect_its_static_files() -> None:
    steps = (ROOT / "Dockerfile").read_text()
    step = re.search(r"^RUN (SECRET_KEY=(?:.*\\\n)*.*collectstatic.*)$", steps, re.MULTILINE)
    assert step
    line = step[1].replace("python ", f"{sys.executable} ") + " --dry-run"
    path = {"PATH": os.environ["PATH"]}
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, env=path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_web(state: Path) -> None:
    port = free_port()
    command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in command_of("web")]
    assert command != command_of("web")
    with run("web", state, command) as log:
        until(lambda: ask(port, "/health/live")[0] == 200)
        assert ask(port) == (200, ask(port)[1]), log.read_text()


def test_worker_answers_its_health_check(state: Path) -> None:
    with run("worker", state, command_of("worker")) as log:
        until(lambda: " ready." in log.read_text())
        ping = [sys.executable, "-m", "celery", "--app", "backbone", "inspect", "ping", "--timeout", "3"]
        answer = subprocess.run(ping, cwd=ROOT, env=environment_of("worker", state), capture_output=True, text=True)
        assert "pong" in answer.stdout, answer.stderr


def test_beat(state: Path) -> None:
    with run("beat", state, command_of("beat")) as log:
        until(lambda: "beat: Starting" in log.read_text())
        time.sleep(0.5)
        assert "Error" not in log.read_text()


def test_the_check_for_production_finds_nothing(state: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "DEBUG"],
        cwd=ROOT,
        env=environment_of("web", state),
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), (
        checked.stderr
    )
