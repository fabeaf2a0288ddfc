"""Which doors are read, and what is the floor of each: the same answer in bare SQL, and an empty door of its kind?"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from communications.bench.measure import Run
from communications.bench.reading import floors
from communications.bench.reading.timing import Door
from communications.bench.reading.world import Reading
from measurement.models import Entry
from measurement.services.review import accept_entries

SERIES, MORE = 1.3, 1.5
KNOWN, PAGE = 2.5, 60.0
CELLS = 20_000


def doors_of(world: Reading) -> list[Door]:
    """Each with its goal; those of the API by a key, the pages by a person."""
    api = f"/api/v1/{world.tenant.slug}/initiatives/{world.initiative.slug}"
    series, partners = f"{api}/series", f"{api}/indicators/{world.indicator.code}/partners?limit=500"
    stream = f"/api/v1/{world.tenant.slug}/{world.initiative.slug}/published?limit={CELLS}"
    place = f"/{world.tenant.slug}/{world.initiative.slug}"
    board = f"{place}/rounds/{world.round.slug}/"
    by_key: dict[str, Any] = {"empty": _asked(world, f"/api/v1/{world.tenant.slug}/bench-empty")}
    read_series: dict[str, Any] = {"bare": _bare(world, floors.SERIES), "ratio": SERIES, **by_key}
    read_partners: dict[str, Any] = {"bare": _bare(world, floors.PARTNERS), "ratio": MORE, **by_key}
    write = Writing(world)
    return [
        Door("series of 53 indicators", _asked(world, series), **read_series),
        Door("one indicator's partners", _asked(world, partners), **read_partners),
        Door(f"published, {CELLS:,} cells", _asked(world, stream), bare=_bare(world, floors.PUBLISHED), ratio=MORE,
             **by_key),
        Door("board of a round", _opened(world, board), _opened(world, f"/bench{place}/"), _bare(world, floors.BOARD),
             ratio=MORE),
        Door("scorecard page", _opened(world, f"{place}/scorecard/"), _opened(world, f"/bench{place}/"),
             _bare(world, floors.CELLS), most=PAGE),
        Door("series, known already", _asked(world, series, is_known=True), **by_key, most=KNOWN),
        Door("partners, known already", _asked(world, partners, is_known=True), **by_key, most=KNOWN),
        Door("published, known already", _asked(world, stream, is_known=True), **by_key, most=KNOWN),
        Door("series after a write", _asked(world, series), before=write, **read_series),
        Door("partners after a write", _asked(world, partners), before=write, **read_partners),
    ]  # fmt: skip


class Writing:
    """Accepts what one partner after the other has sent."""

    def __init__(self, world: Reading) -> None:
        self.world = world
        self.sent: Iterator[Sequence[UUID]] = iter(())

    def __call__(self) -> None:
        with scope.tenant(self.world.tenant.pk):
            uids = next(self.sent, None)
            if uids is None:
                self.sent = self._sent_again()
                uids = next(self.sent)
            accept_entries(uids, by=Actor.of_membership(self.world.manager))

    def _sent_again(self) -> Iterator[Sequence[UUID]]:
        """What has been accepted waits for review once more: the bench writes as often as it is repeated."""
        entries = Entry.objects.filter(submission__round=self.world.round)
        entries.filter(state=Entry.State.ACCEPTED).update(state=Entry.State.SUBMITTED)
        by_submission: dict[int, list[UUID]] = {}
        for submission, uid in entries.filter(state=Entry.State.SUBMITTED).values_list("submission", "uid"):
            by_submission.setdefault(submission, []).append(uid)
        return chain(list(by_submission.values()))


def _asked(world: Reading, path: str, *, is_known: bool = False) -> Callable[[], Run]:
    def make() -> Run:
        client = Client(headers={"Authorization": f"Bearer {world.key}"})
        if not is_known:
            return _answering(200, lambda: client.get(path))
        etag = client.get(path)["ETag"]
        return _answering(304, lambda: client.get(path, headers={"If-None-Match": etag}))

    return make


def _opened(world: Reading, path: str) -> Callable[[], Run]:
    def make() -> Run:
        client = Client()
        client.force_login(world.manager.user)
        return _answering(200, lambda: client.get(path))

    return make


def _bare(world: Reading, statement: str) -> Callable[[], Run]:
    values = {
        "tenant": world.tenant.pk, "initiative": world.initiative.pk, "indicator": world.indicator.pk,
        "round": world.round.pk, "least": world.tenant.least_coverage, "limit": CELLS,
    }  # fmt: skip

    def run() -> None:
        with scope.tenant(world.tenant.pk), connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.fetchall()

    return lambda: run


def _answering(status: int, run: Callable[[], Any]) -> Run:
    """A door that answers anything else is no measurement."""

    def checked() -> HttpResponse:
        answer: HttpResponse = run()
        if answer.status_code != status:
            raise RuntimeError(f"{answer.status_code} for {status}: {answer.content[:300]!r}")
        return answer

    return checked
