"""How do plan, assessment and pulse look?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from communications.office.facts import facts_of
from communications.office.rules.facts import Facts
from communications.office.selectors import PulseResult, attention_of, result_of_year
from communications.office.wording import FactLine, facts_in_words
from initiatives.models import Assessment, AssessmentAnswer, BackboneFunction, Initiative, PlanItem
from initiatives.rules.office import STATEMENTS
from initiatives.rules.pulse import QUESTIONS, Band
from initiatives.wording import office as wording


def what_comes_first(by: Actor, initiative: Initiative) -> dict[str, Any]:
    """The current priority with its countdown, and a survey that waits for the reader, for Home; one query."""
    found = attention_of(by, initiative)
    left = wording.countdown(found.until, initiative.today()) if found.until else ""
    return {
        "first": found,
        "countdown": left,
        "may_read_office": may(by, Capability.VIEW_OFFICE, on=initiative),
    }


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing on the plan, with the shape of its state."""

    item: PlanItem
    chip: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What is planned for one function."""

    function: BackboneFunction
    lines: Sequence[PlanLine]


def plan_parts(items: Iterable[PlanItem], today: date) -> list[PlanPart]:
    """The plan by function; one for which nothing is planned is there all the same, as that is worth seeing."""
    lines = [PlanLine(each, wording.PLAN_STATES[each.state], _is_late(each, today)) for each in items]
    return [
        PlanPart(function, [line for line in lines if line.item.function == function]) for function in BackboneFunction
    ]


def _is_late(item: PlanItem, today: date) -> bool:
    is_open = item.state in (PlanItem.State.PLANNED, PlanItem.State.UNDER_WAY)
    return is_open and item.by_when is not None and item.by_when < today


@dataclass(frozen=True, slots=True)
class BandLine:
    """How many of those who answered a question gave the ratings of one band."""

    words: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question of a survey, and what was answered; no bands where too few answered it."""

    text: str
    bands: Sequence[BandLine]


def question_lines(result: PulseResult | None, function: str = "") -> list[QuestionLine]:
    """The questions of a survey, or those that tell of one function."""
    if result is None or not result.is_shown:
        return []
    return [
        QuestionLine(str(text), _bands(result.bands.get(key, [])))
        for key, text in wording.QUESTIONS.items()
        if function in ("", QUESTIONS[key])
    ]


def _bands(bands: Sequence[Band]) -> list[BandLine]:
    total = sum(each.count for each in bands)
    # The best first: it is what people look for.
    return [BandLine(wording.band_words(each.lowest, each.highest), each.count, total) for each in reversed(bands)]


@dataclass(frozen=True, slots=True)
class Rated:
    """A statement with what the staff say of it; no label where nothing is said yet."""

    key: str
    text: str
    label: str = ""
    rating: int = 0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentPart:
    """One function: what the system knows, what the staff say, what partners say."""

    function: BackboneFunction
    facts: Sequence[FactLine]
    statements: Sequence[Rated]
    questions: Sequence[QuestionLine]


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """An assessment, function by function."""

    assessment: Assessment
    parts: Sequence[AssessmentPart]
    result: PulseResult | None
    rated: int
    of: int


def assessment_page(assessment: Assessment, today: date) -> AssessmentPage:
    """The whole assessment; facts of an open one are those of today, of a closed one those kept with it."""
    facts = facts_in_words(_facts(assessment, today), assessment.year)
    result = result_of_year(assessment.initiative, assessment.year, today)
    parts = statements_of(assessment)
    return AssessmentPage(
        assessment=assessment,
        parts=[
            AssessmentPart(function, facts[function], parts[function], question_lines(result, function))
            for function in BackboneFunction
        ],
        result=result,
        rated=sum(bool(each.rating) for lines in parts.values() for each in lines),
        of=sum(len(keys) for keys in STATEMENTS.values()),
    )


def _facts(assessment: Assessment, today: date) -> Facts:
    if assessment.closed_at:
        kept: Mapping[str, Any] = assessment.facts
        return Facts(**kept)
    return facts_of(assessment.initiative, assessment.year, today)


def facts_to_keep(assessment: Assessment, today: date) -> dict[str, Any]:
    """The facts of today as they are kept with an assessment that closes."""
    return asdict(facts_of(assessment.initiative, assessment.year, today))


def statements_of(assessment: Assessment) -> dict[str, list[Rated]]:
    """The statements by function, with what was said of each; one query."""
    said = {each.key: each for each in assessment.answers.all()}
    return {function: [_rated(key, said.get(key)) for key in keys] for function, keys in STATEMENTS.items()}


def _rated(key: str, answer: AssessmentAnswer | None) -> Rated:
    text = str(wording.STATEMENTS[key])
    if answer is None:
        return Rated(key, text)
    return Rated(key, text, str(answer.get_rating_display()), answer.rating, answer.evidence)
