"""Does `script/server` say in one sentence why it cannot start?"""

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.start.running import ROOT, clean_environment, short_folder

OLD = '#!/bin/sh\ncase "$*" in *version_info*) exit 1 ;; *--version*) echo Python 3.9.2 ;; *) exit 1 ;; esac\n'
NO_VENV = f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\nexec {sys.executable} "$@"\n'
TOOLS = ["sh", "dirname", "basename", "df", "awk", "cat", "rm"]


def a_machine_with(folder: Path, python: str | None) -> dict[str, str]:
    """A PATH that holds a shell's tools and at most that one python3."""
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    if python:
        fake = folder / "python3"
        fake.write_text(python)
        fake.chmod(fake.stat().st_mode | stat.S_IEXEC)
    return clean_environment(PATH=str(folder))


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        (None, "Backbone needs Python 3.11, 3.12 or 3.13, and here is no python3 at all"),
        (OLD, "Backbone needs Python 3.11, 3.12 or 3.13, and here is Python 3.9.2"),
        (NO_VENV, "lacks its venv module: on Debian and Ubuntu, apt install python3-venv adds it"),
    ],
)
def test_a_machine_that_lacks_something(tmp_path: Path, python: str | None, sentence: str) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "script", checkout / "script")
    (tmp_path / "bin").mkdir()
    environment = a_machine_with(tmp_path / "bin", python)

    said = subprocess.run([checkout / "script" / "server"], env=environment, capture_output=True, text=True)

    assert said.returncode == 1
    assert sentence in said.stderr
    assert len(said.stderr.strip().splitlines()) == 1
    assert not (checkout / ".venv").exists()


def test_a_taken_port() -> None:
    with short_folder() as folder, socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = up(folder, PORT=str(port))
        assert said.returncode == 1
        assert said.stderr.startswith(f"Port {port} is taken by another program")
        assert len(said.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a tiny disk")
def test_a_full_disk() -> None:
    with short_folder() as folder:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True)
        if mounted.returncode:
            pytest.skip("mounting is not allowed here")
        try:
            said = up(folder)
        finally:
            subprocess.run(["umount", folder], check=True)
        assert said.returncode == 1
        assert said.stderr.startswith("The disk is full below")
        assert len(said.stderr.strip().splitlines()) == 1


def up(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = clean_environment(STATE_DIR=str(folder / "state"), **more)
    command = [sys.executable, "manage.py", "up"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
