"""When may a partner's figure stand beside another's?"""

from __future__ import annotations

from decimal import Decimal

# With one figure left unnamed, the total less all the others would name it.
LEAST_UNNAMED = 2


def may_name(*, named: int, unnamed: int) -> bool:
    """Whether others may be shown by name beside their total: none left unnamed, or too many to be told from it."""
    return named > 0 and (unnamed == 0 or unnamed >= LEAST_UNNAMED)


def is_small(count: Decimal | None, out_of: Decimal | None, threshold: int) -> bool:
    """Whether so few people are counted, or left over, that one of them might be recognised; zero is few."""
    if count is None:
        return True
    return count < threshold or (out_of is not None and out_of - count < threshold)
