"""Kendall's S and its p: against published examples, and against counting every arrangement."""

import json
import math
from collections import Counter
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from measurement.rules import kendall

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "mann_kendall.json").read_text())
CASES = {case["id"]: case for case in VECTORS["cases"]}

few_with_ties = st.lists(st.integers(0, 4), min_size=1, max_size=7)
any_values = st.lists(st.integers(-20, 20), min_size=2, max_size=25)


def present(values: list[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def by_years(values: list[float | None], period: int) -> list[list[float | None]]:
    padded = values + [None] * (-len(values) % period)
    return [padded[i : i + period] for i in range(0, len(padded), period)]


def expect(found: Any, wanted: float, case: dict[str, Any]) -> None:
    assert found == pytest.approx(wanted, rel=case["tolerance"].get("rel", 0), abs=case["tolerance"].get("abs", 0))


@pytest.mark.parametrize("name", ["epa2009_ex17_6_sulfate", "pymk_arbitrary_original", "kendall_pkg_PrecipGL"])
def test_published_series(name: str) -> None:
    case = CASES[name]
    values, wanted = present(case["input"]["y"]), case["expected"]

    # by hand as the published examples do: S, tie-corrected variance, z, p of the normal approximation
    s, variance = kendall.s_statistic(values), kendall.variance(kendall.ties_of(values))
    z = kendall.z_score(s, variance)

    assert s == wanted.get("s", 194)
    expect(variance, wanted.get("var_s", 1428.0), case)
    expect(z, wanted["z"], case)
    expect(kendall.normal_p(z), wanted["p_two_sided"], case)
    if "tau_b" in wanted:
        # the answer printed is S over all pairs (194 / 253), which is tau-a
        expect(kendall.kendall(values).tau_a, wanted["tau_b"], case)
    if "tau_a" in wanted:
        expect(kendall.kendall(values).tau_a, wanted["tau_a"], case)


def test_published_seasonal_series() -> None:
    case = CASES["pymk_arbitrary_seasonal"]
    table = by_years(case["input"]["y"], case["input"]["period"])
    seasons = [present(list(column)) for column in zip(*table, strict=True)]

    found = kendall.seasonal_kendall(seasons)

    assert found.s == case["expected"]["s"]
    expect(found.variance, case["expected"]["var_s"], case)
    expect(found.z, case["expected"]["z"], case)
    expect(kendall.normal_p(found.z), case["expected"]["p_two_sided"], case)
    expect(found.tau_a, case["expected"]["tau"], case)
    assert found.p == pytest.approx(case["expected"]["p_two_sided"], abs=0.0005)  # ours is exact, theirs approximate


def test_published_seasonal_series_with_covariance() -> None:
    case = CASES["pymk_arbitrary_correlated_seasonal"]
    table = [row for row in by_years(case["input"]["y"], case["input"]["period"]) if None not in row]
    seasons = [present(list(column)) for column in zip(*table, strict=True)]

    found = kendall.seasonal_kendall(seasons, kendall.hirsch_slack_covariance(table))

    assert found.s == case["expected"]["s"]
    expect(found.variance, case["expected"]["var_s"], case)
    # pyMannKendall draws no continuity correction here, so its z lies a little further out than ours
    z = found.s / math.sqrt(found.variance)
    expect(z, case["expected"]["z"], case)
    expect(kendall.normal_p(z), case["expected"]["p_two_sided"], case)
    assert not found.is_exact
    assert found.z == pytest.approx(z * 332 / 333)
    assert found.p == kendall.normal_p(found.z)


def test_missing_years_leave_the_covariance_close_to_that_of_the_full_table() -> None:
    full = [[year + quarter, year * 2 - quarter] for year in range(10) for quarter in [(year * 7) % 3]]
    holes: list[list[float | None]] = [list(row) for row in full]
    holes[3][1] = None

    whole, holed = kendall.hirsch_slack_covariance(full), kendall.hirsch_slack_covariance(holes)

    assert 0 < holed < whole


def test_constant_series_has_no_trend() -> None:
    found = kendall.kendall(CASES["constant_series"]["input"]["y"])

    assert (found.s, found.variance, found.z, found.p, found.chance) == (0, 0, 0, 1, 0)
    assert not found.is_significant


def test_four_rising_values() -> None:
    case = CASES["rise_n4"]
    found = kendall.kendall(case["input"]["y"])

    assert found.s == case["expected"]["s"]
    expect(found.p, case["expected"]["p_two_sided_exact"], case)
    assert found.smallest_p == found.p


def test_no_values() -> None:
    with pytest.raises(ValueError, match="no values"):
        kendall.kendall([])


def counted(values: tuple[int, ...] | list[int]) -> Counter[int]:
    return Counter(kendall.s_statistic(arrangement) for arrangement in set(permutations(values)))


@settings(max_examples=60, deadline=None)
@given(few_with_ties)
def test_the_exact_distribution_counts_every_arrangement(values: list[int]) -> None:
    null = kendall.null_distribution(kendall.ties_of(values))

    assert {null.highest - 2 * falling: n for falling, n in enumerate(null.counts) if n} == dict(counted(values))


@settings(max_examples=40, deadline=None)
@given(few_with_ties)
def test_p_and_chance_count_every_arrangement(values: list[int]) -> None:
    every, found = counted(values), kendall.kendall(values)
    total = sum(every.values())

    p = {s: sum(n for other, n in every.items() if abs(other) >= abs(s)) / total for s in every}
    assert found.p == pytest.approx(p[found.s], abs=1e-12)
    assert found.chance == pytest.approx(sum(n for s, n in every.items() if s > 0 and p[s] <= 0.1) / total, abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=3))
def test_the_seasonal_p_counts_every_arrangement_within_seasons(seasons: list[list[int]]) -> None:
    every: Counter[int] = Counter()
    for arrangement in product(*(sorted(set(permutations(season))) for season in seasons)):
        every[sum(kendall.s_statistic(season) for season in arrangement)] += 1
    found = kendall.seasonal_kendall(seasons)

    further = sum(n for s, n in every.items() if abs(s) >= abs(found.s))
    assert found.p == pytest.approx(further / sum(every.values()), abs=1e-12)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=25, unique=True))
def test_without_ties_it_agrees_with_scipy(values: list[int]) -> None:
    tau, p = kendalltau(range(len(values)), values, method="exact")
    found = kendall.kendall(values)

    assert found.p == pytest.approx(p, rel=1e-9)
    assert found.tau_b == pytest.approx(tau, abs=1e-12)


@given(any_values)
def test_tau_b_agrees_with_scipy_where_there_are_ties(values: list[int]) -> None:
    tau = kendalltau(range(len(values)), values).statistic

    assert kendall.kendall(values).tau_b == pytest.approx(0 if math.isnan(tau) else tau, abs=1e-12)


@given(any_values)
def test_reversed_time_flips_the_sign_and_nothing_else(values: list[int]) -> None:
    forward, backward = kendall.kendall(values), kendall.kendall(values[::-1])

    assert (backward.s, backward.z) == (-forward.s, -forward.z)
    assert (backward.p, backward.chance, backward.variance) == (forward.p, forward.chance, forward.variance)


@given(any_values, st.integers(-1000, 1000), st.integers(1, 50))
def test_shifting_and_scaling_change_nothing(values: list[int], shift: int, scale: int) -> None:
    assert kendall.kendall([shift + scale * value for value in values]) == kendall.kendall(values)


@given(any_values)
def test_p_lies_between_the_smallest_and_one(values: list[int]) -> None:
    found = kendall.kendall(values)

    assert 0 < found.smallest_p <= found.p <= 1
    assert 0 <= found.chance <= 0.05
    assert found.is_significant == (found.p <= 0.1)


@given(st.lists(any_values, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_seasons_is_indifferent(seasons: list[list[int]], random: Any) -> None:
    shuffled = list(seasons)
    random.shuffle(shuffled)

    assert kendall.seasonal_kendall(shuffled) == kendall.seasonal_kendall(seasons)


def test_distribution_of_sixty_untied_values_adds_up() -> None:
    null = kendall.null_distribution((1,) * 60)

    assert sum(null.counts) == math.factorial(60)
    assert null.counts == null.counts[::-1]


def test_above_sixty_values_the_normal_approximation_serves() -> None:
    found = kendall.kendall(list(range(61)))

    assert (found.is_exact, found.p, found.chance) == (False, kendall.normal_p(found.z), 0.05)


@pytest.mark.parametrize(
    ("lengths", "smallest"),
    [((1,), 1), ((1, 1, 1, 1), 1), ((3,), 1 / 3), ((5,), 1 / 60), ((1, 1, 1, 2), 1), ((2, 2, 2, 2), 1 / 8)],
)
def test_smallest_p_of_a_perfect_ordering(lengths: tuple[int, ...], smallest: float) -> None:
    assert float(kendall.smallest_p(lengths)) == pytest.approx(smallest)
