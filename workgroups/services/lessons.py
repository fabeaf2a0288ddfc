"""How is a lesson told, rewritten and published?"""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization, Strategy
from measurement.models import Indicator
from workgroups.models import CONFIGS, Activity, Cycle, Group, Lesson, LessonIndicator
from workgroups.services import consent

WORDS = ("title", "happened", "learnt")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said in a lesson, where it comes from, and whom it names."""

    title: str
    happened: str
    learnt: str
    worked: str
    origin: Organization | Group
    language: str = "en"
    strategy: Strategy | None = None
    activity: Activity | None = None
    cycle: Cycle | None = None
    indicators: Collection[Indicator] = ()
    people: Collection[Membership] = ()
    organizations: Collection[Organization] = ()


@transaction.atomic
def tell_lesson(initiative: Initiative, told: Told, *, is_published: bool, by: Actor) -> Lesson:
    """Tell what was learnt, from what worked or from what did not; as a draft only its teller reads it.

    Published, everybody in the initiative reads it once all who are named have consented; they are asked by mail.
    Raises PermissionDenied unless `by` may tell lessons and belongs to where it comes from.
    """
    require(by, Capability.TELL_LESSONS, on=initiative)
    lesson = Lesson(tenant_id=initiative.tenant_id, initiative=initiative, told_by_id=by.user_id)
    _put(lesson, told, is_published=is_published, by=by)
    record("lesson.told", lesson, by=by, initiative_uid=initiative.uid)
    return lesson


@transaction.atomic
def rewrite_lesson(lesson: Lesson, told: Told, *, is_published: bool, by: Actor) -> Lesson:
    """Put other words in place of a lesson's, publish it, or take it back into a draft.

    Consent was given to the words that stood: with others, all who are named are asked anew, and until they have
    answered the lesson is read by nobody else. Raises RuleViolation unless `by` told it.
    """
    require(by, Capability.TELL_LESSONS, on=lesson.initiative)
    current = Lesson.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=lesson.pk)
    if by.user_id is None or current.told_by_id != by.user_id:
        raise RuleViolation("lesson_of_another")
    _put(current, told, is_published=is_published, by=by)
    record("lesson.rewritten", current, by=by, initiative_uid=current.initiative.uid)
    return current


def _put(lesson: Lesson, told: Told, *, is_published: bool, by: Actor) -> None:
    _require_from(told.origin, by)
    named = _named(lesson) if lesson.pk else set()
    before = (*(getattr(lesson, each) for each in WORDS), bool(lesson.published_at), named)
    lesson.title = " ".join(told.title.split())[:160]
    lesson.happened, lesson.learnt, lesson.worked = told.happened.strip(), told.learnt.strip(), told.worked
    lesson.language = told.language if told.language in CONFIGS else "en"
    lesson.group = told.origin if isinstance(told.origin, Group) else None
    lesson.organization = told.origin if isinstance(told.origin, Organization) else None
    lesson.strategy, lesson.activity, lesson.cycle = told.strategy, told.activity, told.cycle
    lesson.published_at = (lesson.published_at or timezone.now()) if is_published else None
    lesson.save()
    lesson.indicators.all().delete()
    LessonIndicator.objects.bulk_create(LessonIndicator(lesson=lesson, indicator=each) for each in told.indicators)
    wanted = {("person", each.pk) for each in told.people} | {("organization", each.pk) for each in told.organizations}
    if before != (*(getattr(lesson, each) for each in WORDS), is_published, wanted):
        consent.end(lesson)
        consent.name(lesson, told.people, told.organizations, is_asked=is_published, by=by)


def _named(lesson: Lesson) -> set[tuple[str, int]]:
    """Who is named in it so far."""
    rows = lesson.namings.filter(ended_at=None).values_list("membership_id", "organization_id")
    return {("person", person) if person else ("organization", organization) for person, organization in rows}


def _require_from(origin: Organization | Group, by: Actor) -> None:
    """A lesson comes from where its teller belongs; staff tell for everybody."""
    mine = by.group_ids if isinstance(origin, Group) else by.organization_ids
    if not by.is_staff and origin.pk not in mine:
        raise PermissionDenied(Capability.TELL_LESSONS.value)
