"""The page on statistics names every code that the rules can say."""

from enum import StrEnum
from pathlib import Path

import pytest

from measurement.rules.gaps import GapChange
from measurement.rules.growth import Status
from measurement.rules.process import Assurance, Rule
from measurement.rules.series import Reason
from measurement.rules.standardising import NoStandard
from measurement.rules.targets import Because, Pace, Refused, Way
from measurement.rules.totals import NoTotal
from measurement.rules.verdicts import Code, Standing, Why
from measurement.rules.ways import NotAdditive
from measurement.rules.ways import Way as WayOfAdding

PAGE = (Path(__file__).parents[3] / "docs" / "statistics.md").read_text()


@pytest.mark.parametrize(
    "codes",
    [
        Code,
        Why,
        Standing,
        Reason,
        Way,
        Pace,
        Because,
        Refused,
        Rule,
        Assurance,
        GapChange,
        Status,
        WayOfAdding,
        NotAdditive,
        NoTotal,
        NoStandard,
    ],
)
def test_every_code_is_explained(codes: type[StrEnum]) -> None:
    assert [code.value for code in codes if f"`{code.value}`" not in PAGE] == []
