"""How does a test run a process of ours on the very database it tests with, and kill it?"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).parents[3]
SECONDS = 60


def environment() -> dict[str, str]:
    """The test's own database, as the role that serves, and a broker that no other test rings."""
    name = connection.settings_dict["NAME"]
    urls = {
        variable: re.sub(r"/backbone(?=\?|$)", f"/{name}", os.environ[variable])
        for variable in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    broker = re.sub(r"\?db=\d+$", "", os.environ["REDIS_URL"]) + "?db=7"
    return {**os.environ, **urls, "REDIS_URL": broker, "BACKBONE_ROLE": "app", "ENVIRONMENT": "test"}


def start(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment(), start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 for the process and its children: nothing of it can tidy up."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def until(happens: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < deadline, f"waited {SECONDS} s in vain: {what}"
        time.sleep(0.05)


@contextmanager
def held(table: str) -> Iterator[Callable[[], bool]]:
    """Hold a table so that whoever wants to write it waits in the middle of what it does; yields "does one wait?"."""
    holder: BaseDatabaseWrapper = connection.copy()
    with holder.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')

        def somebody_waits() -> bool:
            with connection.cursor() as looker:
                looker.execute(
                    "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted"
                    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                    [table],
                )
                return bool(looker.fetchone()[0])

        try:
            yield somebody_waits
        finally:
            cursor.execute("ROLLBACK")
            holder.close()


def nobody_else_is_connected() -> bool:
    """Whether PostgreSQL has noticed that the killed process is gone, and rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND usename = 'backbone_app'"
        )
        return not cursor.fetchone()[0]
