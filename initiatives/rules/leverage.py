"""How much money of partners does each unit of the backbone's cost move?

Source: Kania and Kramer (2011): a backbone with a modest budget magnifies the impact of existing funding. Own money
that partners spend on the agenda over what the backbone costs, in one year and currency; currencies are never added up.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ALIGNED, FUNDS = "aligned", "funds"
Money = tuple[int, str, Decimal]


@dataclass(frozen=True, slots=True)
class Leverage:
    """One year in one currency; `each` is None where no cost is known."""

    year: int
    currency: str
    aligned: Decimal
    funds: Decimal
    cost: Decimal

    @property
    def each(self) -> Decimal | None:
        if not self.cost:
            return None
        return (self.aligned / self.cost).quantize(Decimal("0.1"), ROUND_HALF_UP)


def leverage(pledges: Iterable[tuple[str, int, str, Decimal]], costs: Iterable[Money]) -> list[Leverage]:
    """Years and currencies in which money was pledged or spent, the latest first; pledges are (kind, year, …)."""
    sums: dict[tuple[int, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for kind, year, currency, amount in pledges:
        if kind in (ALIGNED, FUNDS):
            sums[year, currency][kind] += amount
    for year, currency, amount in costs:
        sums[year, currency]["cost"] += amount
    return [
        Leverage(year, currency, found[ALIGNED], found[FUNDS], found["cost"])
        for (year, currency), found in sorted(sums.items(), key=lambda item: (-item[0][0], item[0][1]))
    ]
