"""How are assignments and exceptions told?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from measurement.models import AssignedDimension, Assignment, CollectionRound, ProviderException
from measurement.presenters.planning import reach_words


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    assignment: Assignment
    asked_of: str
    by_groups: str
    when: str
    has_ended: bool


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """What was granted, in words: to whom, for what, until when, why and by whom."""

    exception: ProviderException
    what: str
    for_what: str
    reason: str
    given: str
    is_in_force: bool


def assignment_groups(initiative: Initiative) -> dict[str, list[AssignmentLine]]:
    """Every assignment of an initiative by its indicator's name; two queries."""
    assignments = list(
        Assignment.objects.filter(adoption__initiative=initiative)
        .select_related("adoption__indicator", "sector")
        .annotate(listed=Count("partners"))
        .order_by("adoption__position", "pk")
    )
    dimensions: dict[int, list[AssignedDimension]] = defaultdict(list)
    for each in AssignedDimension.objects.filter(assignment__in=assignments).select_related("dimension").order_by("pk"):
        dimensions[each.assignment_id].append(each)
    found: dict[str, list[AssignmentLine]] = defaultdict(list)
    today = initiative.today()
    for assignment in assignments:
        found[assignment.adoption.indicator.name].append(_assignment(assignment, dimensions[assignment.pk], today))
    return dict(found)


def exception_lines(collection_round: CollectionRound) -> list[ExceptionLine]:
    """Everything that was granted in a round, the latest first; one query."""
    rows = ProviderException.objects.filter(round=collection_round)
    return [
        exception_line(each, collection_round.initiative.today())
        for each in rows.select_related("provider", "indicator", "given_by").order_by("-given_at", "-pk")
    ]


def exception_line(each: ProviderException, today: date) -> ExceptionLine:
    day = date_format(each.until, "j F Y")
    if each.kind == ProviderException.Kind.MORE_TIME:
        what = _("More time, until %(day)s") % {"day": day}
    else:
        what = _("Owes nothing until %(day)s") % {"day": day}
    given = {"name": each.given_by or _("nobody"), "day": date_format(each.given_at, "j F")}
    return ExceptionLine(
        exception=each,
        what=what,
        for_what=each.indicator.name if each.indicator else _("All that the round asks for"),
        reason=each.reason,
        given=_("Given by %(name)s on %(day)s") % given,
        is_in_force=each.ended_at is None and each.until >= today,
    )


def _assignment(assignment: Assignment, wanted: Sequence[AssignedDimension], today: date) -> AssignmentLine:
    alone = [each.dimension.name for each in wanted if not each.is_crossed]
    crossed = " × ".join(each.dimension.name for each in wanted if each.is_crossed)
    starts = date_format(assignment.starts_on, "j F Y") if assignment.starts_on else ""
    ends = date_format(assignment.ends_on, "j F Y") if assignment.ends_on else ""
    if starts and ends:
        when = _("%(first)s to %(last)s") % {"first": starts, "last": ends}
    elif ends:
        when = _("until %(last)s") % {"last": ends}
    else:
        when = _("from %(first)s") % {"first": starts} if starts else _("always")
    listed: int = vars(assignment)["listed"]
    return AssignmentLine(
        assignment=assignment,
        asked_of=reach_words(assignment, listed),
        by_groups=", ".join([*alone, *([crossed] if crossed else [])]) or _("the whole only"),
        when=when,
        has_ended=assignment.ends_on is not None and assignment.ends_on < today,
    )
