"""Which of the six steps are done, and which of the five conditions stand, by evidence in the system?

Steps: how successful efforts are structured (Hanleybrown, Kania and Kramer, "Channeling Change", 2012, as told by the
Stronger Families Alliance). Conditions: Kania and Kramer, "Collective Impact", 2011. What counts as evidence is ours,
and is said beside each.
"""

from dataclasses import dataclass
from enum import StrEnum

# A group is usual with a chair; a committee of one is none.
LEAST_MEMBERS = 3


class Step(StrEnum):
    COMMITTEE = "committee"
    OVERSIGHT = "oversight"
    GROUPS = "groups"
    EXCHANGE = "exchange"
    CHANGE = "change"
    FEEDBACK = "feedback"


class Condition(StrEnum):
    AGENDA = "agenda"
    MEASUREMENT = "measurement"
    ACTIVITIES = "activities"
    COMMUNICATION = "communication"
    BACKBONE = "backbone"


class State(StrEnum):
    STANDS = "stands"
    BEGUN = "begun"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the system knows of an initiative, each a count, or the days since something."""

    members: int = 0
    partners: int = 0
    boundaries: int = 0
    agendas_adopted: int = 0
    sign_offs: int = 0
    strategies: int = 0
    strategies_with_group: int = 0
    strategies_with_activity: int = 0
    groups: int = 0
    groups_led: int = 0
    groups_with_charter: int = 0
    groups_changed: int = 0
    people_who_link: int = 0
    indicators: int = 0
    indicators_released: int = 0
    rounds: int = 0
    activities: int = 0
    activities_led: int = 0
    schedules: int = 0
    reports_issued: int = 0
    reports_this_year: int = 0
    project_managers: int = 0
    data_managers: int = 0
    facilitators: int = 0


def _state(*evidence: float) -> State:
    """All of it stands, any of it is begun; each is a share of what it takes."""
    if all(each >= 1 for each in evidence):
        return State.STANDS
    return State.BEGUN if any(each > 0 for each in evidence) else State.MISSING


def _share(part: int, whole: int) -> float:
    """How much of a whole; of nothing it is nothing."""
    return part / whole if whole else 0


def steps(facts: Facts) -> dict[Step, State]:
    """The six steps, in their order."""
    return {
        Step.COMMITTEE: _state(_share(facts.members, LEAST_MEMBERS), facts.agendas_adopted > 0, facts.boundaries > 0),
        Step.OVERSIGHT: _state(facts.schedules > 0, facts.reports_issued > 0),
        Step.GROUPS: _state(_share(facts.strategies_with_group, facts.strategies)),
        Step.EXCHANGE: _state(_share(facts.groups_led, facts.groups), facts.people_who_link > 0),
        Step.CHANGE: _state(_share(facts.groups_with_charter, facts.groups), facts.groups_changed > 0),
        Step.FEEDBACK: _state(facts.indicators_released > 0, facts.reports_issued > 0),
    }


def conditions(facts: Facts) -> dict[Condition, State]:
    """The five conditions, in their order."""
    return {
        Condition.AGENDA: _state(facts.agendas_adopted > 0, facts.sign_offs * 2 > facts.partners > 0),
        Condition.MEASUREMENT: _state(facts.indicators > 0, facts.indicators_released > 0, facts.rounds > 0),
        Condition.ACTIVITIES: _state(
            _share(facts.activities_led, facts.activities), _share(facts.strategies_with_activity, facts.strategies)
        ),
        Condition.COMMUNICATION: _state(facts.groups_led > 0, facts.reports_this_year > 0),
        Condition.BACKBONE: _state(facts.project_managers > 0, facts.data_managers > 0, facts.facilitators > 0),
    }
