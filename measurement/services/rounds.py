"""How is a collection round opened, and what does each provider owe in it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization, Subject
from measurement.models import Breakdown, CollectionRound, Indicator, Obligation
from measurement.services.breakdowns import ensure_breakdowns


@dataclass(frozen=True, slots=True)
class Request:
    """What a round asks for: an indicator for one period; each indicator has its own, from its lag."""

    indicator: Indicator
    period_start: date
    period_end: date


@transaction.atomic
def open_round(
    initiative: Initiative,
    *,
    slug: str,
    name: str,
    opens_on: date,
    due_on: date,
    closes_on: date,
    requests: Iterable[Request],
    providers: Iterable[Organization],
    by: Actor,
    grace_days: int = 0,
) -> CollectionRound:
    """Open a round: each provider owes each requested figure about itself, for the whole.

    A provider owes nothing for a period in which it was not active from beginning to end.
    """
    require(by, Capability.RELEASE_FIGURES, on=initiative)
    opened = CollectionRound(
        initiative=initiative, slug=slug, name=name, opens_on=opens_on, due_on=due_on, grace_days=grace_days,
        closes_on=closes_on,
    )  # fmt: skip
    opened.full_clean()
    opened.save()
    whole = ensure_breakdowns([])[Breakdown.ALL]
    asked, partners = list(requests), list(providers)
    subjects = dict(Subject.objects.filter(organization__in=partners).values_list("organization_id", "pk"))
    Obligation.objects.bulk_create(
        Obligation(
            round=opened,
            provider=partner,
            subject_id=subjects[partner.pk],
            indicator=request.indicator,
            breakdown_id=whole,
            period_start=request.period_start,
            period_end=request.period_end,
            position=position,
        )
        for partner in partners
        for position, request in enumerate(asked)
        if _is_active(partner, request)
    )
    record("round.opened", opened, by=by, initiative_uid=initiative.uid)
    return opened


def _is_active(partner: Organization, request: Request) -> bool:
    return not (
        (partner.active_from and partner.active_from > request.period_start)
        or (partner.active_to and partner.active_to < request.period_end)
    )
