"""Which figures stand in a file twice? The same is kept once, with a warning; of two that differ none is kept."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from measurement.rules.imports.outcomes import Accepted, FigureKey, LeftOut, Outcome, Place, Rejected, Warned

Said = tuple[Decimal | None, Decimal | None, Decimal | None, str]


def without_repeats(outcomes: Iterable[Outcome | Warned]) -> list[Outcome | Warned]:
    """The outcomes in their order: of the same figure the first is kept, of figures that differ none."""
    listed = list(outcomes)
    bearing: dict[FigureKey, list[int]] = defaultdict(list)
    for index, each in enumerate(listed):
        key = _key(each)
        if key is not None:
            bearing[key].append(index)
    for places in bearing.values():
        if len(places) > 1:
            _settle(listed, places)
    return listed


def _settle(listed: list[Outcome | Warned], places: list[int]) -> None:
    figures = [listed[index] for index in places]
    if len({_said(figure) for figure in figures}) > 1:
        for index in places:
            listed[index] = Rejected(_place(listed[index]), "duplicate_conflict")
        return
    first = figures[0].place.row
    for index in places[1:]:
        listed[index] = Warned(_place(listed[index]), "duplicate_exact", of=first)


def _key(each: Outcome | Warned) -> FigureKey | None:
    if isinstance(each, Accepted):
        return each.key
    return each.key if isinstance(each, LeftOut) and each.reason == "suppressed" else None


def _place(each: Outcome | Warned) -> Place:
    return each.place


def _said(each: Outcome | Warned) -> Said:
    if isinstance(each, Accepted):
        return each.numerator, each.denominator, each.value, ""
    assert isinstance(each, LeftOut)
    return each.lower, each.upper, None, "suppressed"
