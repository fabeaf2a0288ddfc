"""Which agreements are in force, and what do they open to a reader? Asked anew each time somebody reads."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import Initiative, Organization
from measurement.models import Agreement, AgreementDimension, AgreementIndicator, Breakdown, BreakdownCategory
from measurement.rules.agreements import Terms, audiences_of, open_to
from measurement.selectors.governed import governed


def in_force(initiative: Initiative, moment: datetime | None = None) -> QuerySet[Agreement]:
    """The agreements in force now, or just before a moment.

    One that was replaced is over as soon as the newer one counts, and does not come back when that is withdrawn.
    """
    at = timezone.now() if moment is None else moment - timedelta(microseconds=1)
    day = initiative.today(at)
    counts = Q(signed_at__lte=at, starts_on__lte=day)
    replaced = Agreement.objects.filter(counts, replaces=OuterRef("pk"))
    return Agreement.objects.filter(
        counts,
        Q(ends_on=None) | Q(ends_on__gte=day),
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=at),
        ~Exists(replaced),
        initiative=initiative,
    )


def terms_in_force(initiative: Initiative, moment: datetime | None = None) -> list[Terms]:
    """What they say; one query where there are none."""
    found = (
        in_force(initiative, moment)
        .annotate(subject=F("provider__subjects"))
        .prefetch_related("indicators", "dimensions", "audiences")
    )
    agreements = [each for each in found if vars(each)["subject"] is not None]
    breakdowns = _dimensions_of_breakdowns() if any(each.groups != Agreement.Groups.ALL for each in agreements) else {}
    return [_as_governed(_terms(each, breakdowns)) for each in agreements]


def _as_governed(terms: Terms) -> Terms:
    """The same less what communities have not agreed to: of their own subjects anything, of others their groups."""
    waited_for = [each for each in governed() if each.ended_at is None and terms.agreement not in each.agreements]
    if not waited_for:
        return terms
    closed = frozenset().union(*(each.breakdowns for each in waited_for))
    is_open = all(terms.subject not in each.subjects for each in waited_for)
    return replace(terms, opens=terms.opens and is_open, closed=closed)


def _terms(agreement: Agreement, breakdowns: dict[int, frozenset[int]]) -> Terms:
    named = frozenset(each.indicator_id for each in agreement.indicators.all())
    return Terms(
        agreement=agreement.pk,
        subject=vars(agreement)["subject"],
        opens=agreement.opens,
        audiences=frozenset(each.audience for each in agreement.audiences.all()),
        indicators=named or None,
        breakdowns=_breakdowns(agreement, breakdowns),
        threshold=agreement.threshold,
        is_confidential=agreement.is_confidential,
        shows_zero=agreement.shows_zero,
    )


def _breakdowns(agreement: Agreement, breakdowns: dict[int, frozenset[int]]) -> frozenset[int] | None:
    if agreement.groups == Agreement.Groups.ALL:
        return None
    chosen = agreement.groups == Agreement.Groups.CHOSEN
    dimensions = frozenset(each.dimension_id for each in agreement.dimensions.all()) if chosen else frozenset()
    return frozenset(breakdown for breakdown, made_of in breakdowns.items() if made_of <= dimensions)


def _dimensions_of_breakdowns() -> dict[int, frozenset[int]]:
    """Of which dimensions each breakdown is made; the whole of none."""
    found: dict[int, set[int]] = {pk: set() for pk in Breakdown.objects.values_list("pk", flat=True)}
    for breakdown, dimension in BreakdownCategory.objects.values_list("breakdown", "category__dimension"):
        found[breakdown].add(dimension)
    return {breakdown: frozenset(dimensions) for breakdown, dimensions in found.items()}


def terms_open_to(
    by: Actor, initiative: Initiative, *, is_report: bool, moment: datetime | None = None
) -> list[list[Terms]]:
    """What agreements open to a reader, of each moment that counts: today, and a past one. All of them must agree."""
    audiences = audiences_of({held.role.value for held in by.roles}, is_report=is_report)
    moments = [None] if moment is None else [None, moment]
    return [open_to(terms_in_force(initiative, each), audiences) for each in moments]


def opened_cells(terms: Iterable[Iterable[Terms]]) -> Q | None:
    """Which released cells of partners these open; None where they open nothing."""
    found: Q | None = None
    for of_moment in terms:
        any_of: Q | None = None
        for each in of_moment:
            any_of = _cells(each) if any_of is None else any_of | _cells(each)
        if any_of is None:
            return None
        found = any_of if found is None else found & any_of
    return found


def _cells(terms: Terms) -> Q:
    which: dict[str, Any] = {"subject": terms.subject}
    if terms.indicators is not None:
        which["indicator__in"] = sorted(terms.indicators)
    if terms.breakdowns is not None:
        which["breakdown__in"] = sorted(terms.breakdowns)
    return Q(**which) & ~Q(breakdown__in=sorted(terms.closed)) if terms.closed else Q(**which)


def agreements_for(by: Actor, initiative: Initiative, organization: Organization | None = None) -> QuerySet[Agreement]:
    """The agreements that a reader may open: all for staff, those of one's own organization for its people.

    Each knows as `is_in_force` whether it counts today.
    """
    related = ("provider", "initiative", "withdrawn_by", "replaces")
    standing = Exists(in_force(initiative).filter(pk=OuterRef("pk")))
    found = Agreement.objects.filter(initiative=initiative).select_related(*related).annotate(is_in_force=standing)
    if organization is not None:
        found = found.filter(provider=organization)
    if not may(by, Capability.VIEW_AGREEMENTS, on=initiative):
        found = found.filter(provider__in=by.organization_ids)
    return with_terms(found)


def with_terms(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The agreements with what they open, of what, to whom; three queries."""
    return found.prefetch_related(
        "audiences",
        Prefetch("indicators", AgreementIndicator.objects.select_related("indicator")),
        Prefetch("dimensions", AgreementDimension.objects.select_related("dimension")),
    )
