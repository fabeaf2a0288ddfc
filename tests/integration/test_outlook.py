"""The page of an indicator says what would come next, and what became of the gaps between its groups."""

from typing import Any

import pytest

from backbone.tenancy import scope
from initiatives.models import Outcome
from measurement.models import Adoption, Indicator
from measurement.services.loading import LoadRow, load_history
from tests.conftest import Cast

# The sandbox's own lie on a line.
STRAYING = {2019: "51.8", 2021: "52.1", 2023: "56"}
FORECAST = "If it goes on as it does, the next figure (2026)"


def load(cast: Cast, figures: dict[int, str], numerators: dict[str, tuple[int, int]] | None = None) -> None:
    """Public figures of the whole by year, and of women and men out of 4,000 in the first and the last of them."""
    area = cast.ours.initiative.area.code
    rows = [LoadRow("rate", area, f"{year}-01-01", f"{year}-12-31", value) for year, value in figures.items()]
    for sex, counts in (numerators or {}).items():
        rows += [
            LoadRow("rate", area, f"{year}-01-01", f"{year}-12-31", str(count / 40), str(count), "4000", {"sex": sex})
            for year, count in zip((2018, 2025), counts, strict=True)
        ]
    with scope.tenant(cast.ours.tenant.pk):
        load_history(rows, source="A", is_public=True, by=cast.dana.actor)


def said(cast: Cast, sign_in: Any, person: str = "stella") -> str:
    return said_of(cast, sign_in, "rate", person)


def said_of(cast: Cast, sign_in: Any, code: str, person: str = "stella") -> str:
    answer = sign_in(getattr(cast, person)).get(cast.ours.path(f"indicators/{code}/"))
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize("person", ["stella", "dana", "paolo"])
def test_a_forecast_stands_under_the_chart(cast: Cast, sign_in: Any, person: str) -> None:
    load(cast, STRAYING)

    page = said(cast, sign_in, person)

    assert FORECAST in page
    assert "Of 3 earlier forecasts made in this way" in page
    assert page.count('class="c-band"') == 2  # once wide, once narrow


def test_groups_and_partners_are_told_theirs(cast: Cast, sign_in: Any) -> None:
    area, years = cast.ours.initiative.area.code, range(2018, 2026)
    of_women = [
        LoadRow("rate", area, f"{year}-01-01", f"{year}-12-31", str(60 + year % 3), "240", "4000", {"sex": "female"})
        for year in years
    ]
    of_partner = [LoadRow("share", "p1", f"{n}-01-01", f"{n}-12-31", str(50 + n % 3), str(50 + n % 3), "100")
                  for n in range(2015, 2025)]  # fmt: skip
    load(cast, STRAYING)
    with scope.tenant(cast.ours.tenant.pk):
        load_history(of_women, source="A", is_public=True, by=cast.dana.actor)
        load_history(of_partner, source="B", by=cast.dana.actor)

    assert said(cast, sign_in).count(FORECAST) == 2  # of the whole, and of women
    results = sign_in(cast.paolo).get(cast.ours.path("partners/p1/")).content.decode()
    assert "If it goes on as it does, the next figure (2025)" in results


def test_no_forecast_from_points_that_lie_on_their_line(cast: Cast, sign_in: Any) -> None:
    """They tell nothing of how far a figure may stray: a band without width would be a lie."""
    assert "If it goes on as it does" not in said(cast, sign_in)


def test_no_forecast_over_a_gap(cast: Cast, sign_in: Any) -> None:
    load(cast, STRAYING | {2026: "58", 2028: "60"})  # nothing for 2027

    assert "If it goes on as it does" not in said(cast, sign_in)


@pytest.mark.parametrize(
    ("women", "men", "words"),
    [
        ((2400, 2900), (3200, 3280), "has narrowed since 2018, beyond chance"),
        ((2400, 2200), (3200, 2600), "but the worse off have lost as well"),
        ((2400, 2400), (3200, 3600), "has widened since 2018, beyond chance"),
        ((2400, 2410), (3200, 3205), "cannot be told from chance"),
        ((2400, 3300), (3200, 2900), "has turned round, beyond chance"),
    ],
)
def test_what_became_of_the_gap(
    cast: Cast, sign_in: Any, women: tuple[int, int], men: tuple[int, int], words: str
) -> None:
    load(cast, {}, {"female": women, "male": men})

    assert words in said(cast, sign_in)


def test_groups_without_counts_say_nothing_of_chance(cast: Cast, sign_in: Any) -> None:
    page = said(cast, sign_in)

    assert "chance" in page  # in the verdict
    assert "The gap between" not in page
    assert "has turned round" not in page


def quarterly(cast: Cast) -> None:
    """Six calm years of quarters, then half as much again; the limits of the first twenty stand."""
    world = cast.ours
    area = world.initiative.area.code
    quarters = [(year, month) for year in range(2018, 2026) for month in (1, 4, 7, 10)]
    rows = [
        LoadRow(
            "quarterly", area, f"{year}-{month:02d}-01", f"{year}-{month + 2:02d}-{30 if month in (4, 7) else 31}",
            str((50 if year < 2024 else 75) + place % 2 + place % 3 / 10),
        )
        for place, (year, month) in enumerate(quarters)
    ]  # fmt: skip
    with scope.tenant(world.tenant.pk):
        indicator = Indicator.objects.create(
            code="quarterly", name="Quarterly", kind="rate", per=100, polarity="higher_better", frequency="quarterly",
            adds_over_partners="not_additive", usual_lag_days=60,
        )  # fmt: skip
        outcome = Outcome.objects.get(initiative=world.initiative)
        Adoption.objects.create(initiative=world.initiative, indicator=indicator, outcome=outcome)
        load_history(rows, source="A", is_public=True, by=cast.dana.actor)


def test_a_process_that_changed_stands_out_until_its_limits_are_moved_with_a_reason(cast: Cast, sign_in: Any) -> None:
    quarterly(cast)
    path = cast.ours.path("indicators/quarterly/")
    before = said_of(cast, sign_in, "quarterly")
    assert "9 figures stand out: ask what happened." in before
    assert "Jan–Mar 2024" in before

    manager = sign_in(cast.dana)
    refused = manager.post(f"{path}adoption/rebasing/", {"starts_on": "2022-07-01", "because": " "}, follow=True)
    assert "New limits need a day and a reason" in refused.content.decode()
    manager.post(f"{path}adoption/rebasing/", {"starts_on": "2022-07-01", "because": "Counted by another office"})

    moved = said_of(cast, sign_in, "quarterly")
    assert "New limits from 1 July 2022: Counted by another office." in moved
    assert "The 14 figures from Jul–Sep 2022 on vary between" in moved
    assert moved.count('class="c-limit"') == 4  # two stretches, wide and narrow
    page = sign_in(cast.dana).get(f"{path}adoption/").content.decode()
    assert "Moved the limits of the process chart" in page

    sign_in(cast.dana).post(f"{path}adoption/rebasing/", {"withdraw": "2022-07-01"})

    assert "9 figures stand out: ask what happened." in said_of(cast, sign_in, "quarterly")


def test_only_who_defines_indicators_moves_limits(cast: Cast, sign_in: Any) -> None:
    quarterly(cast)
    path = cast.ours.path("indicators/quarterly/adoption/rebasing/")

    answer = sign_in(cast.stella).post(path, {"starts_on": "2022-07-01", "because": "No"})

    assert answer.status_code in {403, 404}
    assert "New limits" not in said_of(cast, sign_in, "quarterly")
