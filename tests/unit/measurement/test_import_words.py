"""Is there a whole sentence for every reason that a row or a file can be given?"""

import re
from pathlib import Path

import pytest

from measurement.wording.findings import FINDINGS
from measurement.wording.imports import FILES, REASONS, file_sentence, row_sentence
from measurement.wording.refusals import REFUSALS

RULES = Path(__file__).parents[3] / "measurement" / "rules" / "imports"
CODE = re.compile(r'"([a-z]+(?:_[a-z]+)+)"')


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_a_reason_of_a_row_is_a_sentence(reason: str) -> None:
    said = row_sentence(reason, of_row=7)
    assert said.endswith(".")
    assert "%(" not in said


@pytest.mark.parametrize("reason", sorted({*FINDINGS, *REFUSALS}))
def test_what_the_form_says_of_a_figure_can_be_said_of_a_row(reason: str) -> None:
    """The form's own rules judge a file too, and a row keeps the code alone, without the days and names in it."""
    said = row_sentence(reason)
    assert said.endswith((".", "?"))
    assert "%(" not in said


@pytest.mark.parametrize("reason", ["entry_under_review", "round_closed", "no_longer_owed", "parts_do_not_add_up"])
def test_a_row_that_is_locked_says_why(reason: str) -> None:
    assert row_sentence(reason) != row_sentence("nobody_has_heard_of_this")


@pytest.mark.parametrize("reason", sorted(FILES))
def test_a_reason_of_a_file_is_a_sentence(reason: str) -> None:
    assert file_sentence(reason).endswith(".")


def test_every_reason_that_the_rules_give_has_one() -> None:
    """Reasons are what the rules return or raise: codes of two words or more that end a judgement."""
    given = set()
    for module in ("figures", "numbers", "days", "rows", "sameness", "totals", "preview", "keys"):
        for line in (RULES / f"{module}.py").read_text().splitlines():
            if any(
                word in line
                for word in ("fault(", 'return "', "problem=", "Rejected(", "LeftOut(", "Warned(", "Wrong(")
            ):
                given |= {code for code in CODE.findall(line) if code not in ("row_by_row",)}
    assert "duplicate_conflict" in given
    assert given - set(REASONS) == set()
