"""How does an agenda come to be: drafted, opened for comment, answered, adopted?"""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import (
    AgendaSection,
    AgendaStrategy,
    AgendaVersion,
    Boundary,
    Goal,
    Initiative,
    Organization,
    Position,
    Section,
    SectionComment,
)
from initiatives.rules import agenda as rules
from initiatives.services.agenda_words import put_strategies

OPENED, ADOPTED = "agenda.opened", "agenda.adopted"


@transaction.atomic
def start_draft(
    initiative: Initiative,
    *,
    name: str,
    change_note: str = "",
    population: str = "",
    until_year: int | None = None,
    by: Actor,
) -> AgendaVersion:
    """Start the next version as a copy of the latest; the first one starts empty, with the initiative's strategies.

    Nobody but those who draft reads it before it is opened for comment.

    Raises RuleViolation where a version is in work already.
    """
    require(by, Capability.DRAFT_AGENDA, on=initiative)
    # Whoever starts another draft at the same moment waits here, and is refused.
    Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    versions = AgendaVersion.objects.filter(initiative=initiative)
    latest = versions.order_by("-number").first()
    if latest and latest.is_in_work:
        raise RuleViolation("agenda_in_work_already")
    agenda = AgendaVersion.objects.create(
        initiative=initiative, number=latest.number + 1 if latest else 1, name=name.strip(),
        change_note=change_note.strip(), population=population.strip(), until_year=until_year, made_by_id=by.user_id,
    )  # fmt: skip
    if latest:
        _copy(latest, agenda)
    else:
        AgendaSection.objects.bulk_create(AgendaSection(agenda=agenda, kind=kind) for kind in Section.values)
        put_strategies(agenda, initiative.strategies.filter(ended_on=None))
    record("agenda.drafted", agenda, by=by, initiative_uid=initiative.uid, note=agenda.change_note)
    return agenda


def _copy(before: AgendaVersion, after: AgendaVersion) -> None:
    AgendaSection.objects.bulk_create(
        AgendaSection(agenda=after, kind=each.kind, text=each.text) for each in before.sections.all()
    )
    Boundary.objects.bulk_create(
        Boundary(agenda=after, is_inside=each.is_inside, what=each.what, because=each.because, position=each.position)
        for each in before.boundaries.all()
    )
    Goal.objects.bulk_create(
        Goal(agenda=after, key=each.key, outcome_id=each.outcome_id, statement=each.statement,
             is_primary=each.is_primary, position=each.position)
        for each in before.goals.all()
    )  # fmt: skip
    AgendaStrategy.objects.bulk_create(
        AgendaStrategy(agenda=after, strategy_id=each.strategy_id, name=each.name, description=each.description,
                       position=each.position)
        for each in before.strategies.all()
    )  # fmt: skip


@transaction.atomic
def open_for_comment(agenda: AgendaVersion, *, until: date, by: Actor) -> AgendaVersion:
    """Show a draft to everybody who takes part; until that day, or its adoption on it, each may comment and propose.

    Its words stand from here on. Raises RuleViolation where a section is empty or no goal is primary.
    """
    require(by, Capability.DRAFT_AGENDA, on=agenda)
    found = locked(agenda)
    _raise(
        rules.opening_refusal(
            found.state,
            empty=_empty_sections(found),
            primary_goals=found.goals.filter(is_primary=True).count(),
            until=until,
            today=found.initiative.today(),
        )
    )
    found.state, found.comments_until, found.opened_at = AgendaVersion.State.OPEN, until, timezone.now()
    found.save(update_fields=["state", "comments_until", "opened_at"])
    record(OPENED, found, by=by, initiative_uid=found.initiative.uid)
    return found


def _empty_sections(agenda: AgendaVersion) -> list[str]:
    filled = {each.kind for each in agenda.sections.all() if each.text.strip()}
    lists = {
        Section.BOUNDARIES: agenda.boundaries.exists(),
        Section.GOALS: agenda.goals.exists(),
        Section.STRATEGIES: agenda.strategies.exists(),
    }
    return [str(each.label) for each in Section if each not in filled and not lists.get(each, False)]


@transaction.atomic
def take_back(agenda: AgendaVersion, *, by: Actor) -> AgendaVersion:
    """Make a draft again of a version that is open for comment, to put it into other words.

    What was said and answered stays; where members of the committee stood is asked anew.
    """
    require(by, Capability.DRAFT_AGENDA, on=agenda)
    found = locked(agenda)
    if found.state != AgendaVersion.State.OPEN:
        raise RuleViolation("agenda_not_in_state")
    found.state = AgendaVersion.State.DRAFT
    found.save(update_fields=["state"])
    found.positions.all().delete()
    record("agenda.taken_back", found, by=by, initiative_uid=found.initiative.uid)
    return found


@transaction.atomic
def comment_on_section(
    agenda: AgendaVersion,
    section: str,
    text: str,
    *,
    by: Actor,
    organization: Organization | None = None,
    is_proposal: bool = False,
) -> SectionComment:
    """Say something about a section, or propose other words; everybody who takes part reads it, and its answer."""
    require(by, Capability.COMMENT_AGENDA, on=agenda)
    found = locked(agenda)
    _raise(rules.comment_refusal(found.state, until=found.comments_until, today=found.initiative.today()))
    comment = SectionComment.objects.create(
        agenda=found, section=section, text=text.strip(), organization=organization, is_proposal=is_proposal,
        written_by_id=by.user_id,
    )  # fmt: skip
    record("agenda.commented", comment, by=by, initiative_uid=found.initiative.uid)
    return comment


@transaction.atomic
def answer_comment(comment: SectionComment, *, became: str, answer: str, by: Actor) -> SectionComment:
    """Say what became of a comment, and why; it may be said anew until the version is adopted.

    Raises RuleViolation without a reason, or after adoption.
    """
    require(by, Capability.DRAFT_AGENDA, on=comment.agenda)
    if not answer.strip():
        raise RuleViolation("reason_missing_here")
    if not locked(comment.agenda).is_in_work:
        raise RuleViolation("agenda_not_in_state")
    comment.became, comment.answer = became, answer.strip()
    comment.answered_by_id, comment.answered_at = by.user_id, timezone.now()
    comment.save(update_fields=["became", "answer", "answered_by", "answered_at"])
    record("agenda.answered", comment, by=by, initiative_uid=comment.agenda.initiative.uid)
    return comment


@transaction.atomic
def take_position(
    agenda: AgendaVersion,
    *,
    stand: str,
    words: str,
    membership: Membership,
    seat_of: Organization | None,
    by: Actor,
    interest: str = "",
) -> Position:
    """Say as a member of the steering committee where one stands; it may be changed until the version is adopted.

    Whoever takes no part because of an interest is not counted among the members.

    Raises RuleViolation for dissent without words, or where the version is not open.
    """
    require(by, Capability.DECIDE_AGENDA, on=agenda)
    found = locked(agenda)
    if found.state != AgendaVersion.State.OPEN:
        raise RuleViolation("agenda_not_open")
    if stand != Position.Stand.CONSENT and not words.strip():
        raise RuleViolation("dissent_needs_words")
    position, _made = Position.objects.update_or_create(
        agenda=found, membership=membership,
        defaults={
            "stand": stand, "words": words.strip(), "interest": interest.strip(), "organization": seat_of,
            "taken_at": timezone.now(),
        },
    )  # fmt: skip
    record("agenda.position", found, by=by, initiative_uid=found.initiative.uid, note=stand)
    return position


@transaction.atomic
def adopt(agenda: AgendaVersion, *, committee: Collection[int], by: Actor) -> AgendaVersion:
    """Adopt a version for the steering committee: it is the common agenda from here on, the one before superseded.

    `committee` are the memberships that hold a seat now; the consent of others counts no more. Partners are asked to
    sign where primary goals are new or changed.

    Raises RuleViolation before the last day for comments, while one waits for an answer, or without the consent of
    more than half.
    """
    require(by, Capability.ADOPT_AGENDA, on=agenda)
    found = locked(agenda)
    tally = rules.tally(found.positions.values_list("membership", "stand"), committee)
    _raise(
        rules.adoption_refusal(
            found.state,
            unanswered=found.comments.filter(answered_at=None).count(),
            consents=tally.consents,
            members=tally.members,
            until=found.comments_until,
            today=found.initiative.today(),
        )
    )
    now = timezone.now()
    AgendaVersion.objects.filter(initiative=found.initiative_id, state=AgendaVersion.State.ADOPTED).update(
        state=AgendaVersion.State.SUPERSEDED, superseded_at=now
    )
    found.state, found.adopted_at, found.adopted_by_id = AgendaVersion.State.ADOPTED, now, by.user_id
    found.save(update_fields=["state", "adopted_at", "adopted_by"])
    record(ADOPTED, found, by=by, initiative_uid=found.initiative.uid, note=f"{tally.consents}/{tally.members}")
    return found


def locked(agenda: AgendaVersion) -> AgendaVersion:
    """The version as it is now, for this transaction alone."""
    return AgendaVersion.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=agenda.pk)


def _raise(refusal: Refusal | None) -> None:
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)
