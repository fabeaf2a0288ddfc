"""Which part of the board does the address ask for? Anything strange in it asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from measurement.presenters.states import PROVIDER
from measurement.selectors.cells import Cell, ProviderLine

LATE = "late"
SORTS = ("late", "name", "state", "sector")
VIEWS = ("board", "list")
ORDER_OF_STATES = ("to_fix", "not_started", "in_progress", "sent", "accepted", "excused")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says: state, indicator and sector by their codes, late ones only, words, order and view."""

    state: str = ""
    indicator: str = ""
    sector: str = ""
    late: bool = False
    q: str = ""
    sort: str = SORTS[0]
    view: str = VIEWS[0]

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        state, sort, view = given.get("state", ""), given.get("sort", ""), given.get("view", "")
        return cls(
            state=state if state in PROVIDER else "",
            indicator=given.get("indicator", ""),
            sector=given.get("sector", ""),
            late=given.get("late") == "1" or state == LATE,
            q=" ".join(given.get("q", "").split())[:100],
            sort=sort if sort in SORTS else SORTS[0],
            view=view if view in VIEWS else VIEWS[0],
        )

    @property
    def is_narrow(self) -> bool:
        """Whether some partners may be left out."""
        return bool(self.state or self.indicator or self.sector or self.late or self.q)

    def query(self, **changes: str | bool) -> str:
        """The address's query with some of it changed; what is as usual is left out."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        usual = Filters()
        said = {
            name: "1" if name == "late" else getattr(other, name)
            for name in Filters.__dataclass_fields__
            if getattr(other, name) != getattr(usual, name)
        }
        return urlencode(said)

    def keeps(self, line: ProviderLine, asked: Cell | None) -> bool:
        """Whether a line is shown; with an indicator it is judged by that one's cell, `asked`."""
        if self.indicator and asked is None:
            return False
        seen = asked or line
        words = self.q.casefold()
        return (
            (not self.state or seen.state == self.state)
            and (not self.late or is_late(seen))
            and (not self.sector or (line.provider.sector is not None and line.provider.sector.code == self.sector))
            and (not words or words in line.provider.name.casefold() or words in line.provider.code.casefold())
        )

    def order(self) -> Callable[[ProviderLine], tuple[object, ...]]:
        """The key by which lines are sorted; those alike stand by name."""
        keys: dict[str, Callable[[ProviderLine], tuple[object, ...]]] = {
            "late": lambda line: (-line.days_late if is_late(line) else 0, line.provider.name.casefold()),
            "name": lambda line: (line.provider.name.casefold(),),
            "state": lambda line: (ORDER_OF_STATES.index(line.state), line.provider.name.casefold()),
            "sector": lambda line: (str(line.provider.sector or "~"), line.provider.name.casefold()),
        }
        return keys[self.sort]


def is_late(of: ProviderLine | Cell) -> bool:
    """Whether something is outstanding after its day; what came late has come."""
    return of.days_late > 0 and not of.is_in
