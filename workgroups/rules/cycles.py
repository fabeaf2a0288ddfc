"""The life of a cycle: plan, do, look at the evidence, communicate, decide; and again, if it was adapted."""

from collections.abc import Mapping
from enum import StrEnum

from backbone.core.exceptions import Refusal


class Phase(StrEnum):
    PLAN = "plan"
    DO = "do"
    EVIDENCE = "evidence"
    COMMUNICATE = "communicate"
    DECIDED = "decided"


class Decision(StrEnum):
    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


# Where evidence is too thin, one goes on doing. Whoever sees early that it leads nowhere need not go on to the end.
NEXT: Mapping[Phase, frozenset[Phase]] = {
    Phase.PLAN: frozenset({Phase.DO, Phase.DECIDED}),
    Phase.DO: frozenset({Phase.EVIDENCE, Phase.DECIDED}),
    Phase.EVIDENCE: frozenset({Phase.COMMUNICATE, Phase.DO, Phase.DECIDED}),
    Phase.COMMUNICATE: frozenset({Phase.DECIDED}),
    Phase.DECIDED: frozenset(),
}
# What must have been said before one goes on: in words, as evidence of either kind, and to whom.
WANTED: Mapping[Phase, frozenset[str]] = {
    Phase.PLAN: frozenset({"plan"}),
    Phase.DO: frozenset({"do"}),
    Phase.EVIDENCE: frozenset({"figure", "story"}),
    Phase.COMMUNICATE: frozenset({"told"}),
}


def refusal_of_phase(current: Phase, wanted: Phase, said: frozenset[str]) -> Refusal | None:
    """Say why a cycle cannot go on to a phase; `said` are the kinds of what was said in it. None means it can."""
    if wanted not in NEXT[current]:
        return Refusal("cycle_not_in_phase", {"current": current.value, "wanted": wanted.value})
    if wanted is not Phase.DO or current is Phase.PLAN:
        return _missing(current, said)
    return None


def refusal_of_decision(current: Phase, decision: Decision, said: frozenset[str]) -> Refusal | None:
    """Say why a cycle cannot be decided so: what is adopted or adapted was communicated, what is abandoned need not."""
    if Phase.DECIDED not in NEXT[current]:
        return Refusal("cycle_is_decided")
    if decision is Decision.ABANDON:
        return None
    if current is not Phase.COMMUNICATE:
        return Refusal("cycle_not_communicated")
    return _missing(current, said)


def _missing(current: Phase, said: frozenset[str]) -> Refusal | None:
    wanted = WANTED.get(current, frozenset())
    return Refusal(f"cycle_without_{current.value}") if wanted and not wanted & said else None
