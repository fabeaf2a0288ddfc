"""Which sectors are at the table, how much money is moved, and how far is a prospect?"""

from decimal import Decimal

import pytest

from initiatives.rules import prospects
from initiatives.rules.leverage import leverage
from initiatives.rules.sectors import Strength, balance


@pytest.mark.parametrize(
    ("sectors", "strength", "hangs"),
    [
        ([], Strength.NARROW, False),
        (["government", "nonprofit"], Strength.NARROW, True),  # what a change of administration can end
        (["government"], Strength.NARROW, True),
        (["nonprofit", "business"], Strength.NARROW, False),
        (["government", "business", "nonprofit", "nonprofit"], Strength.STRONG, False),
        (["government", "business", "nonprofit", "philanthropy", None], Strength.COMPLETE, False),
        (["community", "a-sector-of-our-own", None], Strength.NARROW, False),
    ],
)
def test_three_of_the_four_leading_sectors_are_strong_four_complete(
    sectors: list[str | None], strength: Strength, hangs: bool
) -> None:
    found = balance(sectors)
    assert (found.strength, found.hangs_on_government) == (strength, hangs)
    assert len(found.there) + len(found.missing) == 4


def test_leverage_is_per_year_and_currency_and_never_adds_currencies() -> None:
    found = leverage(
        [
            ("aligned", 2026, "GBP", Decimal(900)),
            ("aligned", 2026, "GBP", Decimal(50)),
            ("aligned", 2026, "EUR", Decimal(70)),
            ("funds", 2026, "GBP", Decimal(40)),
            ("time", 2026, "", Decimal(500)),
        ],
        [(2026, "GBP", Decimal(100)), (2025, "GBP", Decimal(90))],
    )
    assert [(each.year, each.currency, each.aligned, each.funds, each.each) for each in found] == [
        (2026, "EUR", Decimal(70), Decimal(0), None),
        (2026, "GBP", Decimal(950), Decimal(40), Decimal("9.5")),
        (2025, "GBP", Decimal(0), Decimal(0), Decimal("0.0")),
    ]


def test_who_declined_may_be_asked_again_and_who_joined_is_no_prospect() -> None:
    assert prospects.refusal("declined", "approached") is None
    assert prospects.refusal("joined", "approached") is not None
