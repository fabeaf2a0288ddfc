"""Rates and their intervals against the published figures of PHEindicatormethods, Newcombe and HUD."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from measurement.rules.rates import (
    Band,
    byar,
    direct_standardisation,
    poisson_exact,
    rate,
    rate_interval,
    ratio_of_sums,
    standardised_ratio,
    wilson,
)

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rates.json").read_text())
LEVELS = {"ci95": 0.95, "ci99_8": 0.998, "95%": 0.95, "99.8%": 0.998}


def cases(prefix: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in VECTORS["cases"] if case["id"].startswith(prefix)]


@pytest.mark.parametrize("case", cases("prop_"))
def test_shares(case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["expected"]
    top, bottom = (None if given[key] is None else Decimal(given[key]) for key in ("numerator", "denominator"))
    per = given.get("multiplier", 1)

    found = rate(top, bottom, per)

    assert (found is None) == (wanted["value"] is None)
    if found is not None and top is not None and bottom is not None:
        assert float(found) == pytest.approx(wanted["value"], rel=1e-12)
        for key in wanted.keys() & LEVELS.keys():
            interval = wilson(top, bottom, per, LEVELS[key])
            assert [interval.lower, interval.upper] == pytest.approx(wanted[key], rel=1e-9)


@pytest.mark.parametrize("case", cases("rate_"))
def test_rates_of_events(case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["expected"]

    found = rate(Decimal(given["numerator"]), Decimal(given["denominator"]), given["multiplier"])

    assert found is not None
    assert float(found) == pytest.approx(wanted["value"], rel=1e-12)
    for key in wanted.keys() & LEVELS.keys():
        interval = rate_interval(given["numerator"], given["denominator"], given["multiplier"], LEVELS[key])
        assert [interval.lower, interval.upper] == pytest.approx(wanted[key], rel=1e-9)


@pytest.mark.parametrize("case", cases("Byars_") + cases("Wilson_"))
def test_limits(case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["expected"]
    level = LEVELS[given["confidence"]]

    found = byar(given["x"], level) if given["method"] == "Byars" else wilson(given["x"], given["n"], 1, level)

    assert found.upper == pytest.approx(wanted["upper"], rel=1e-9)
    assert found.lower == (None if wanted["lower"] is None else pytest.approx(wanted["lower"], rel=1e-9))


@pytest.mark.parametrize("case", cases("newcombe_") + cases("wilson_js_"))
def test_published_wilson(case: dict[str, Any]) -> None:
    found = wilson(case["input"]["x"], case["input"]["n"])

    assert [found.lower, found.upper] == pytest.approx(case["expected"]["wilson"], abs=case["tolerance"]["abs"])


@pytest.mark.parametrize("case", cases("hud_"))
def test_the_joint_rate_is_that_of_the_sums(case: dict[str, Any]) -> None:
    wanted = case["expected"]
    parts = [(Decimal(5), Decimal(1000)), (Decimal(wanted["numerator"] - 5), Decimal(wanted["denominator"] - 1000))]

    assert float(ratio_of_sums(parts) or 0) == pytest.approx(wanted["ratio_of_sums_pct"], rel=1e-12)


def test_ends_stay_inside() -> None:
    assert wilson(0, 20, 100).lower == 0
    assert wilson(20, 20, 100).upper == 100
    assert poisson_exact(0).lower == 0
    assert poisson_exact(0).upper == pytest.approx(3.688879, rel=1e-6)  # minus ln(0.025)
    assert byar(0).lower is None


@pytest.mark.parametrize(("top", "bottom"), [(None, Decimal(3)), (Decimal(1), None), (Decimal(1), Decimal(0))])
def test_a_missing_or_empty_base_has_no_rate(top: Decimal | None, bottom: Decimal | None) -> None:
    assert rate(top, bottom) is None


def test_nothing_added_has_no_rate() -> None:
    assert ratio_of_sums([]) is None


@pytest.mark.parametrize(("count", "total"), [(3, 2), (-1, 2), (0, 0)])
def test_no_share(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(count, total)


@pytest.mark.parametrize("count", [-1, -10])
def test_a_negative_count_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        byar(count)
    with pytest.raises(ValueError, match="negative"):
        poisson_exact(count)


def test_a_rate_on_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="denominator"):
        rate_interval(1, 0)


def bands(counts: list[int | None], people: list[int | None]) -> list[Band]:
    return [Band(count or 0, population or 0) for count, population in zip(counts, people, strict=True)]


@pytest.mark.parametrize("case", cases("dsr_"))
def test_a_directly_standardised_rate(case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["expected"]
    own = bands(given["count"], given["population"])

    found = direct_standardisation(own, given["standard_population_esp2013"], given["multiplier"])

    assert found.value == pytest.approx(wanted["value"], rel=1e-9)
    assert found.interval is not None
    assert [found.interval.lower, found.interval.upper] == pytest.approx(wanted["ci95"], rel=1e-9)


@pytest.mark.parametrize("case", cases("isr_"))
def test_an_indirectly_standardised_ratio(case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["expected"]
    own = bands(given["count"], given["population"])
    reference = bands(given["ref_count"], given["ref_population"])

    found = standardised_ratio(own, reference)

    assert found.value == pytest.approx(wanted["ratio_x100"], rel=1e-9)
    assert found.interval is not None
    assert [found.interval.lower, found.interval.upper] == pytest.approx(wanted["ratio_ci95"], rel=1e-9)


def test_what_cannot_be_standardised() -> None:
    few = direct_standardisation([Band(3, 100), Band(4, 100)], [1, 1], 100)
    assert few.value == pytest.approx(3.5)
    assert few.interval is None
    for own, standard in (([Band(1, 0)], [1]), ([Band(1, 2)], [1, 2]), ([], [])):
        with pytest.raises(ValueError, match="band"):
            direct_standardisation(own, standard)
    with pytest.raises(ValueError, match="expected"):
        standardised_ratio([Band(1, 100)], [Band(0, 100)])
