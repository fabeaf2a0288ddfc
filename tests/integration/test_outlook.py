"""The page of an indicator says what would come next, and what became of the gaps between its groups."""

from typing import Any

import pytest

from backbone.tenancy import scope
from measurement.services.loading import LoadRow, load_history
from tests.conftest import Cast

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
    answer = sign_in(getattr(cast, person)).get(cast.ours.path("indicators/rate/"))
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize("person", ["stella", "dana", "paolo"])
def test_a_forecast_stands_under_the_chart(cast: Cast, sign_in: Any, person: str) -> None:
    page = said(cast, sign_in, person)

    assert FORECAST in page
    assert "Of 3 earlier forecasts made in this way" in page
    assert page.count('class="c-band"') == 2  # once wide, once narrow


def test_no_forecast_over_a_gap(cast: Cast, sign_in: Any) -> None:
    load(cast, {2026: "58", 2028: "60"})  # nothing for 2027

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
