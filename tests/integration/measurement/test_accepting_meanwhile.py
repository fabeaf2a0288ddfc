"""Does an acceptance wait until what must be hidden has been worked out? It must not: that may take minutes."""

from typing import Any

import pytest

from communications.sandbox.world import World
from measurement.models import CollectionRound
from measurement.services import entering, releases
from measurement.services.loading import LoadRow, load_history
from tests.conftest import Cast


def test_what_is_hidden_is_worked_out_before_acceptances_are_made_to_wait(
    cast: Cast, in_ours: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [LoadRow("cells", each, "2014-01-01", "2014-12-31", "2", "2", "1000") for each in ("p1", "p2", "p3")]
    load_history(rows, source="Counts", by=cast.dana.actor)
    happened: list[str] = []

    def noted(module: Any, name: str, what: str) -> None:
        before = getattr(module, name)

        def noting(*given: Any, **named: Any) -> Any:
            happened.append(what)
            return before(*given, **named)

        monkeypatch.setattr(module, name, noting)

    noted(entering, "how_to_tell", "worked out")
    noted(releases, "lock_figures", "acceptances wait")
    noted(releases, "_write_totals", "written")
    releases.release_round(CollectionRound.objects.get(slug=in_ours.round.slug), by=cast.dana.actor)

    assert happened == ["worked out", "acceptances wait", "written"]
