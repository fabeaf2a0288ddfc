"""May a cycle go on, may it be decided so, and what does a word of consent change?"""

from itertools import product

import pytest

from workgroups.rules import consent
from workgroups.rules.consent import Consent, consent_of
from workgroups.rules.cycles import NEXT, Decision, Phase, refusal_of_decision, refusal_of_phase

EVERYTHING = frozenset({"plan", "do", "figure", "story", "told"})
FOLLOWS = {("plan", "do"), ("do", "evidence"), ("evidence", "communicate"), ("evidence", "do")}


def code(refusal: object) -> str:
    return getattr(refusal, "code", "")


@pytest.mark.parametrize(("current", "wanted"), list(product(Phase, Phase)))
def test_only_what_follows_follows(current: Phase, wanted: Phase) -> None:
    if wanted is Phase.DECIDED:
        assert (wanted in NEXT[current]) is (current is not Phase.DECIDED)
        return
    refused = refusal_of_phase(current, wanted, EVERYTHING)
    assert code(refused) == ("" if (current, wanted) in FOLLOWS else "cycle_not_in_phase")


@pytest.mark.parametrize(
    ("current", "wanted", "said", "refused"),
    [
        ("plan", "do", set(), "cycle_without_plan"),
        ("do", "evidence", {"plan"}, "cycle_without_do"),
        ("evidence", "communicate", {"plan", "do", "change"}, "cycle_without_evidence"),
        ("evidence", "communicate", {"figure"}, ""),
        ("evidence", "communicate", {"story"}, ""),
        ("evidence", "do", set(), ""),  # evidence is thin: one goes on doing
    ],
)
def test_one_goes_on_once_it_is_said(current: str, wanted: str, said: set[str], refused: str) -> None:
    assert code(refusal_of_phase(Phase(current), Phase(wanted), frozenset(said))) == refused


@pytest.mark.parametrize(("current", "decision"), list(product(Phase, Decision)))
def test_what_is_kept_was_communicated_and_what_is_abandoned_need_not(current: Phase, decision: Decision) -> None:
    refused = code(refusal_of_decision(current, decision, EVERYTHING))
    if current is Phase.DECIDED:
        assert refused == "cycle_is_decided"
    elif decision is Decision.ABANDON or current is Phase.COMMUNICATE:
        assert refused == ""
    else:
        assert refused == "cycle_not_communicated"


def test_nobody_keeps_what_nobody_was_told_of() -> None:
    said = EVERYTHING - {"told"}
    assert code(refusal_of_decision(Phase.COMMUNICATE, Decision.ADOPT, said)) == "cycle_without_communicate"
    assert refusal_of_decision(Phase.COMMUNICATE, Decision.ABANDON, said) is None


def test_consent_is_given_and_taken_back_and_nothing_is_said_twice() -> None:
    assert consent_of(has_consented=False, has_declined=False) is Consent.ASKED
    assert consent_of(has_consented=True, has_declined=False) is Consent.GIVEN
    assert consent_of(has_consented=False, has_declined=True) is Consent.DECLINED
    may = {(a.value, b.value) for a, b in product(Consent, Consent) if consent.refusal(a, b) is None}
    assert may == {("asked", "given"), ("asked", "declined"), ("given", "declined"), ("declined", "given")}
