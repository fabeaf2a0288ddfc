"""Totals through any history: what is kept by differences is what a plain recomputation gives."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from backbone.core.exceptions import Refusal, RuleViolation
from communications.sandbox.world import World
from initiatives.models import Outcome, Subject
from measurement.models import (
    Adoption,
    Entry,
    Import,
    Indicator,
    IndicatorVersion,
    Observation,
    Part,
    ReleasedCell,
    Total,
)
from measurement.rules.totals import MISSING, Figure, add_up
from measurement.rules.ways import Way
from measurement.services.composition import declare_part, withdraw_part
from measurement.services.imports.undoing import undo_import
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from measurement.services.review import accept_entry, reopen_entries
from measurement.services.totals import rebuild
from tests.conftest import Cast
from tests.integration.measurement.test_reviewing import send

KINDS = {
    "heads": ("count", 1, "sum"), "money": ("amount", 1, "sum"), "part": ("share", 100, "ratio_of_sums"),
    "per-n": ("ratio", 10_000, "ratio_of_sums"), "score": ("mean", 1, "weighted_mean"),
}  # fmt: skip
PERIODS = [
    (date(2023, 1, 1), date(2023, 12, 31)),
    *((date(2024, month, 1), date(2024, month + 2, 31 if month in (1, 10) else 30)) for month in (1, 4, 7, 10)),
]
KEY_OF_CELL = ("initiative_id", "indicator_id", "breakdown_id")
OF_CELL = ("numerator", "value", "lower", "upper")
SAID = ("numerator", "denominator", "value", "lower", "upper", "contributors", "hidden", "expected", "coverage")


@pytest.fixture
def adopted(in_ours: World) -> dict[str, Adoption]:
    """An indicator of each way of adding, composed of our partners."""
    outcome = Outcome.objects.get(initiative=in_ours.initiative)
    subjects = list(Subject.objects.filter(organization__in=in_ours.partners))
    found = {}
    for code, (kind, per, way) in KINDS.items():
        indicator = Indicator.objects.create(
            code=code, name=code, kind=kind, per=per, adds_over_partners=way, polarity="neutral", decimals=1,
            frequency="quarterly", counting_unit="events",
        )  # fmt: skip
        IndicatorVersion.objects.create(indicator=indicator, definition="So it is")
        found[code] = Adoption.objects.create(
            initiative=in_ours.initiative, indicator=indicator, outcome=outcome, composition="of_parts"
        )
        Part.objects.bulk_create(Part(adoption=found[code], subject=subject) for subject in subjects)
    return found


def row(code: str, subject: str, period: tuple[date, date], chance: random.Random) -> LoadRow:
    """A number, one that its source hides, with a bound or none, or one that does not apply."""
    plain = LoadRow(code, subject, *period, None, categories=chance.choice([{}, {}, {"sex": "female"}]))
    top, out_of = chance.randint(0, 90), chance.choice([0, 97, 120, 3001])
    denominator = None if KINDS[code][2] == "sum" and chance.random() < 0.8 else str(out_of)
    drawn = chance.random()
    if drawn < 0.1:
        return replace(plain, presence="not_applicable")
    if drawn < 0.4:
        lower, upper = chance.choice([(None, None), ("0", "4"), (None, "33.33333333"), ("95", None)])
        hidden_of = chance.choice([denominator, None])
        return replace(plain, presence="suppressed", denominator=hidden_of, lower=lower, upper=upper)
    value = str(chance.choice([0, 7, 41, "12.34567891", "99.99999999"]))
    numerator = str(min(top, out_of)) if chance.random() < 0.9 else None
    return replace(plain, value=value, numerator=numerator, denominator=denominator)


def recomputed() -> dict[tuple[Any, ...], Any]:
    """All totals from the standing figures, by the rule and nothing else."""
    standing: dict[tuple[Any, ...], dict[int, dict[tuple[date, date], Observation]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for each in Observation.objects.filter(superseded_at=None):
        standing[each.indicator_id, each.breakdown_id][each.subject_id][each.period_start, each.period_end] = each
    found = {}
    for adoption in Adoption.objects.filter(composition="of_parts").select_related("indicator"):
        parts = list(Part.objects.filter(adoption=adoption))
        for (indicator, breakdown), by_subject in standing.items():
            if indicator != adoption.indicator_id:
                continue
            for period in {period for figures in by_subject.values() for period in figures}:
                if said := plain_total(adoption.indicator, parts, by_subject, period):
                    found[adoption.initiative_id, indicator, breakdown, *period] = said
    return found


def plain_total(indicator: Indicator, parts: list[Part], by_subject: Any, period: tuple[date, date]) -> Any:
    start, end = period
    figures = []
    for part in parts:
        if (part.starts_on or start) > start or (part.ends_on or end) < end:
            continue
        own = by_subject.get(part.subject_id, {})
        before = [each for key, each in own.items() if key[1] < end and each.presence == "number"]
        last = max(before, key=lambda each: (each.period_end, each.period_start), default=None)
        size = (last.value if last.denominator is None else last.denominator) if last else None
        now = own.get(period)
        figure = MISSING if now is None else Figure(
            now.presence, now.numerator, now.denominator, now.value, now.lower, now.upper
        )  # fmt: skip
        figures.append(replace(figure, last_known=size))
    way = Way(indicator.adds_over_partners)
    if not any(each.is_hidden or each.is_number(way) for each in figures):
        return None
    total = add_up(figures, way, kind=indicator.kind, per=indicator.per)
    if isinstance(total, Refusal):
        assert total.code == "out_of_nothing"
        return total.code
    return tuple(getattr(total, name) for name in SAID)


def kept() -> dict[tuple[Any, ...], Any]:
    found: dict[tuple[Any, ...], Any] = {}
    for each in Total.objects.select_related("indicator").exclude(contributors=0, hidden=0):
        key = (each.initiative_id, each.indicator_id, each.breakdown_id, each.period_start, each.period_end)
        is_of_nothing = each.indicator.adds_over_partners != "sum" and each.denominator == 0
        found[key] = "out_of_nothing" if is_of_nothing else tuple(getattr(each, name) for name in SAID)
        assert not is_of_nothing or each.value is None
    return found


def move_a_part(adoption: Adoption, chance: random.Random, cast: Cast) -> None:
    part = chance.choice(list(Part.objects.filter(adoption=adoption).select_related("subject")))
    withdraw_part(adoption, part.subject, part.starts_on, by=cast.dana.actor)
    dates = chance.choice([{}, {"starts_on": date(2024, 4, 1)}, {"ends_on": date(2024, 8, 1)}])
    declare_part(adoption, part.subject, by=cast.dana.actor, **dates)
    rebuild()


def take_back_a_load(world: World, chance: random.Random, cast: Cast) -> None:
    first, *_ = Import.objects.order_by("pk")
    vintages = Observation.objects.filter(superseded_at=None, indicator__code__in=KINDS).values_list("vintage")
    if vintage := chance.choice([*vintages.distinct(), (None,)])[0]:
        brought = Import.objects.create(
            initiative=world.initiative, vintage_id=vintage, state="applied", file=first.file,
            applied_at=timezone.now(),
        )  # fmt: skip
        undo_import(brought, by=cast.dana.actor)


def accept_one(world: World, chance: random.Random, cast: Cast) -> None:
    """A partner sends a figure, or a correction of one that counts, and it is accepted."""
    partner = chance.choice((1, 3))
    accepted = Entry.objects.filter(submission__provider=world.partners[partner - 1], state="accepted").last()
    if accepted is not None:
        reopen_entries([accepted.uid], reason="Look again", by=cast.dana.actor)
    accept_entry(send(world, cast, partner, chance.randint(40, 60)).uid, by=cast.dana.actor)


def cells() -> dict[int, tuple[Any, ...]]:
    rows = ReleasedCell.objects.exclude(initiative=None).order_by("pk")
    return {pk: tuple(rest) for pk, *rest in rows.values_list("pk", *OF_CELL, "is_hidden")}


def cells_of_a_release(world: World, cast: Cast) -> dict[int, tuple[Any, ...]]:
    """Release; what was written is what stood then, or nothing at all where it is hidden."""
    before = set(cells())
    try:
        release = release_round(world.round, by=cast.dana.actor)
    except RuleViolation:
        return {}
    for cell in release.cells.all():
        at = {name: getattr(cell, name) for name in (*KEY_OF_CELL, "period_start", "period_end")}
        total = Total.objects.get(**at)
        said = tuple(getattr(cell, name) for name in OF_CELL)
        nothing = (None,) * len(OF_CELL)
        assert said == (nothing if cell.is_hidden else tuple(getattr(total, name) for name in OF_CELL))
    return {pk: cell for pk, cell in cells().items() if pk not in before}


@pytest.mark.parametrize("seed", range(8))
def test_through_any_history_kept_totals_are_the_plain_ones(
    cast: Cast, in_ours: World, adopted: dict[str, Adoption], seed: int
) -> None:
    chance = random.Random(seed)
    released: dict[int, tuple[Any, ...]] = {}
    for step in range(16):
        drawn = chance.random()
        if drawn < 0.7:
            rows = {
                (code, subject, period): row(code, subject, period, chance)
                for code in KINDS
                for subject in chance.sample([each.code for each in in_ours.partners], 2)
                for period in chance.sample(PERIODS, 2)
            }
            public = chance.random() < 0.3
            load_history(list(rows.values()), source=f"Load {step}", is_public=public, by=cast.dana.actor)
        elif drawn < 0.8:
            move_a_part(chance.choice(list(adopted.values())), chance, cast)
        elif drawn < 0.85:
            take_back_a_load(in_ours, chance, cast)
        elif drawn < 0.92:
            accept_one(in_ours, chance, cast)
        else:
            released |= cells_of_a_release(in_ours, cast)
        assert kept() == recomputed()
    assert released == {pk: cell for pk, cell in cells().items() if pk in released}
    rebuild()
    assert kept() == recomputed()
