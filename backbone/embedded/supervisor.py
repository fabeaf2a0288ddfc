"""What keeps a local Backbone running? One process that starts its parts in order, revives and stops them."""

import http.client
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from backbone.embedded import claims, parts, postgres, valkey
from backbone.embedded.places import Places, remove_short_lived, settle
from backbone.embedded.processes import MARK, Service
from backbone.embedded.trouble import Stopped, Trouble, explained, full_disk

LARGEST_LOG = 20 * 1024 * 1024
PAUSES = [0.0, 0.5, 1.0, 2.0, 4.0]  # seconds before the first, second… revival in a row: back within 10 s, yet no storm
STEADY = 30.0  # a part that has run this long is well again


class Supervisor:
    """Starts PostgreSQL, Valkey, web, worker and beat, and stands behind them until it is told to stop."""

    def __init__(self, places: Places, port: int, door: socket.socket) -> None:
        self.places = places
        self.door = door
        self.port = port
        given = parts.given_environment()
        self.settled = parts.environment_of(places, port, given)
        self.environment = parts.full_environment(self.settled, given)
        self.own_postgres = not given.get("DATABASE_URL")
        self.own_valkey = not given.get("REDIS_URL")
        self.services: list[Service] = []
        self.begun_at: dict[str, float] = {}
        self.revivals: dict[str, int] = {}
        self.told_at: dict[str, float] = {}
        self.asked_to_stop = 0
        self.is_trace = False
        self.ear, self.bell = os.pipe()

    def listen_to_signals(self) -> None:
        """A signal only rings the bell, so that nothing is ever interrupted between starting and noting a process."""
        os.set_blocking(self.bell, False)
        signal.set_wakeup_fd(self.bell, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup is to be respected
                signal.signal(number, self._asked)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)

    def _asked(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop += 1
        if self.asked_to_stop > 1:  # they mean it
            for service in self.services:
                service.patience = 0.0

    def start(self) -> None:
        """From nothing to a page that answers."""
        parts.write_environment(self.places, self.settled)
        self._start_servers()
        self._prepare()
        door = self.door.fileno()
        for service in (
            parts.web(self.places, self.environment, door),
            parts.worker(self.places, self.environment),
            parts.beat(self.places, self.environment),
        ):
            self._begin(service)
        self._wait(lambda: answers(self.port), self.services[-3], seconds=60)

    def _start_servers(self) -> None:
        programs = postgres.programs(self.places) if self.own_postgres else Path()
        if self.own_valkey:
            self._begin(valkey.service(self.places, self.environment))
        if self.own_postgres:
            postgres.initialise(self.places, programs)
            server = self._begin(postgres.service(self.places, programs, self.environment))
            self._wait(lambda: postgres.ready(self.places, server.pid), server, seconds=120)
            postgres.bootstrap(self.places, programs)
        if self.own_valkey:
            self._wait(lambda: valkey.ready(self.places), self.services[0], seconds=20)

    def _prepare(self) -> None:
        """Migrate, load the demo into an empty database; what that prints is for the person at the terminal."""
        service = parts.prepare(self.places, self.environment)
        service.log.unlink(missing_ok=True)
        service.start()
        try:
            with service.log.open() as told:
                while service.running:
                    self._pause(0.3)
                    self._pass_on(told)
                    if self.asked_to_stop:
                        raise Stopped
                self._pass_on(told)
        finally:
            service.stop()
        if service.process and service.process.returncode:
            raise explained(service.log, "The database could not be prepared")

    def _pass_on(self, told: TextIO) -> None:
        """Print what is new and meant for people: neither log lines, which are JSON, nor a traceback."""
        for line in told.read().splitlines(keepends=True):
            self.is_trace = self.is_trace or line.startswith("Traceback ")
            if not self.is_trace and not line.startswith("{"):
                print(line, end="", flush=True)

    def _begin(self, service: Service) -> Service:
        self.services.append(service)
        self._launch(service)
        return service

    def _launch(self, service: Service) -> None:
        service.start()
        self.begun_at[service.name] = time.monotonic()
        running = [other.pid for other in self.services if other.running]
        claims.record(self.places.state, self.environment[MARK], running, self.places.short_lived)

    def _wait(self, ready: Callable[[], bool], service: Service, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not ready():
            if self.asked_to_stop:
                raise Stopped
            if not service.running:
                raise explained(service.log, f"{service.name} did not start", service.log_begins)
            if time.monotonic() > deadline:
                raise Trouble(f"{service.name} was not ready within {seconds:.0f} s; its log is {service.log}")
            self._pause(0.03)

    def stand_by(self) -> None:
        """Until told to stop: revive what has died, and keep the logs from filling the disk."""
        while not self.asked_to_stop:
            for service in self.services:
                if not service.running:
                    self._revive(service)
            shorten(self.services)
            self._pause(1.0)

    def _revive(self, service: Service) -> None:
        now = time.monotonic()
        lived = now - self.begun_at[service.name]
        in_a_row = 0 if lived > STEADY else self.revivals.get(service.name, 0)
        if lived < PAUSES[min(in_a_row, len(PAUSES) - 1)]:
            return
        ended = service.process.returncode if service.process else 0
        self._tell_once(f"{service.name} has ended ({_how(ended)}); starting it again")
        self.revivals[service.name] = in_a_row + 1
        self.begun_at[service.name] = now
        service.clear()
        try:
            claims.check_room(self.places.state, needed=16 * 2**20)
            self._launch(service)
        except Trouble as trouble:
            self._tell_once(str(trouble))
        except OSError as error:
            self._tell_once(str(full_disk(error, self.places.state) or error))

    def _tell_once(self, sentence: str) -> None:
        """The same sentence about something that lasts is worth saying once a minute."""
        now = time.monotonic()
        if now - self.told_at.get(sentence, -60.0) >= 60:
            self.told_at[sentence] = now
            say(sentence)

    def stop(self) -> None:
        """In the opposite order: what serves first, then what it stands on."""
        for service in reversed(self.services):
            service.stop()
        for folder in self.places.short_lived:
            remove_short_lived(folder)
        (self.places.state / claims.RECORD).unlink(missing_ok=True)

    def _pause(self, seconds: float) -> None:
        select.select([self.ear], [], [], seconds)
        with suppress(BlockingIOError):
            os.set_blocking(self.ear, False)
            os.read(self.ear, 4096)


def answers(port: int) -> bool:
    """Whether a page comes back; what it says is the business of /health/ready."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def shorten(services: list[Service]) -> None:
    """Keep one old copy of a log that has grown large. Its writers append, so they go on in the emptied file."""
    for service in services:
        if service.log.exists() and service.log.stat().st_size > LARGEST_LOG:
            service.log.with_suffix(".log.1").write_bytes(service.log.read_bytes())
            os.truncate(service.log, 0)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _how(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"code {code}"


def up() -> int:
    """The whole life of `manage.py up`; the exit code for the shell."""
    state = Path(os.environ.get("STATE_DIR") or parts.CHECKOUT / ".state")
    try:
        return _run(state)
    except Stopped:
        return 0
    except Trouble as trouble:
        say(str(trouble))
    except OSError as error:
        trouble_of_disk = full_disk(error, state)
        if trouble_of_disk is None:
            raise
        say(str(trouble_of_disk))
    return 1


def _run(state: Path) -> int:
    started = time.monotonic()
    port = claims.port_from(os.environ.get("PORT") or "8000")
    places = settle(state)
    with claims.claim(places.state):
        claims.clear_last_run(places.state)
        claims.check_room(places.state)
        with claims.claim_port(port) as door:
            supervisor = Supervisor(places, port, door)
            supervisor.listen_to_signals()
            try:
                supervisor.start()
                print(f"Backbone answers at http://127.0.0.1:{port}/ ({time.monotonic() - started:.1f} s)", flush=True)
                print("Ctrl-C stops it. Everything it keeps is in", places.state, flush=True)
                supervisor.stand_by()
            finally:
                supervisor.stop()
    return 0
