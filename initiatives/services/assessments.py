"""How does the backbone assess itself, once a year?"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Assessment, AssessmentAnswer, Initiative
from initiatives.rules import office as rules
from initiatives.services.office import refuse


@transaction.atomic
def open_assessment(initiative: Initiative, *, year: int, by: Actor) -> Assessment:
    """Begin the assessment of a year; the committee reads it once it is closed.

    Raises RuleViolation where it was begun already.
    """
    require(by, Capability.RUN_OFFICE, on=initiative)
    assessment, is_made = Assessment.objects.get_or_create(initiative=initiative, year=year)
    if not is_made:
        raise RuleViolation("assessment_exists", year=str(year))
    record("assessment.opened", assessment, by=by, initiative_uid=initiative.uid)
    return assessment


@transaction.atomic
def rate(assessment: Assessment, answers: Mapping[str, tuple[int, str]], *, by: Actor) -> None:
    """Say how far statements are fulfilled, each with its evidence; what was said before is replaced.

    Raises RuleViolation once the assessment is closed.
    """
    require(by, Capability.RUN_OFFICE, on=assessment)
    found = _locked(assessment)
    if found.closed_at:
        raise RuleViolation("assessment_closed")
    said = {each.key: each for each in found.answers.all()}
    new, changed = [], []
    for key, (rating, evidence) in answers.items():
        answer = said.get(key)
        if answer is None:
            new.append(_answer(found, key, rating, evidence, by))
        elif (answer.rating, answer.evidence) != (rating, evidence.strip()):
            answer.rating, answer.evidence, answer.rated_by_id = rating, evidence.strip(), by.user_id
            changed.append(answer)
    AssessmentAnswer.objects.bulk_create(new)
    AssessmentAnswer.objects.bulk_update(changed, ["rating", "evidence", "rated_by"])
    record("assessment.rated", found, by=by, initiative_uid=found.initiative.uid, note=str(len(new) + len(changed)))


def _answer(assessment: Assessment, key: str, rating: int, evidence: str, by: Actor) -> AssessmentAnswer:
    return AssessmentAnswer(
        assessment=assessment, key=key, rating=rating, evidence=evidence.strip(), rated_by_id=by.user_id
    )


@transaction.atomic
def close_assessment(assessment: Assessment, *, facts: Mapping[str, Any], by: Actor) -> Assessment:
    """Close it: its facts stay as they are today, its ratings as they are, and the committee reads both.

    Raises RuleViolation while a statement has no rating.
    """
    require(by, Capability.RUN_OFFICE, on=assessment)
    found = _locked(assessment)
    refuse(
        rules.closing_refusal(is_closed=found.closed_at is not None, rated=found.answers.values_list("key", flat=True))
    )
    found.closed_at, found.facts = timezone.now(), dict(facts)
    found.save(update_fields=["closed_at", "facts"])
    record("assessment.closed", found, by=by, initiative_uid=found.initiative.uid)
    return found


def _locked(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=assessment.pk)
