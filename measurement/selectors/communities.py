"""Which communities are there for a reader, what waits for their stewards, and who has looked?

A steward reads the figures of its own community exactly, whoever sent them: they are the community's to possess.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from backbone.core.beside import with_rows
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may, require
from measurement.models import (
    AgreementDimension,
    AgreementIndicator,
    Approval,
    CommunityCategory,
    CommunitySubject,
    GovernedCommunity,
    Indicator,
    Look,
    Observation,
    Steward,
    Total,
    Withdrawal,
)
from measurement.selectors.governed import governed, governed_by, own_figures

AT_ONCE = 5000


def communities_of_tenant(**which: Any) -> list[GovernedCommunity]:
    """All of them, with what they govern and their stewards: everybody of the tenant may know who governs; two queries.

    `which` narrows them, as a filter does.
    """
    present = (
        Steward.objects.filter(ended_at=None).select_related("membership__user").order_by("membership__user__name")
    )
    found = GovernedCommunity.objects.prefetch_related(Prefetch("stewards", present, to_attr="present_stewards"))
    return with_rows(
        found.filter(**which),
        subjects=CommunitySubject.objects.select_related("subject__organization", "subject__area"),
        categories=CommunityCategory.objects.select_related("category__dimension"),
    )


def communities_of_steward(by: Actor, **which: Any) -> list[GovernedCommunity]:
    """Those that the reader speaks for; any other is one that never was."""
    mine = {each.community_id for each in by.roles if each.community_id is not None}
    return communities_of_tenant(pk__in=mine, **which)


def approvals_of(community: GovernedCommunity) -> Sequence[Approval]:
    """What its steward was asked, those that wait first, then the latest answers."""
    related = ("indicator", "agreement__provider", "agreement__initiative", "asked_by", "decided_by")
    found = community.approvals.select_related(*related).prefetch_related(
        "agreement__audiences",
        Prefetch("agreement__indicators", AgreementIndicator.objects.select_related("indicator")),
        Prefetch("agreement__dimensions", AgreementDimension.objects.select_related("dimension")),
    )
    return sorted(found.order_by("-asked_at", "-pk")[:200], key=lambda each: each.decided_at is not None)


def withdrawals_of(community: GovernedCommunity) -> QuerySet[Withdrawal]:
    """What it has taken back, those that stand first."""
    found: QuerySet[Withdrawal] = community.withdrawals.select_related("indicator", "withdrawn_by", "resumed_by")
    return found.order_by("resumed_at", "-withdrawn_at")


def looks_at(community: GovernedCommunity, indicator: str = "") -> QuerySet[Look]:
    """Who has been shown its figures, the latest first."""
    found: QuerySet[Look] = community.looks.select_related("indicator", "user", "key").order_by("-last_at", "-pk")
    return found.filter(indicator__code=indicator) if indicator else found


def indicators_of(community: GovernedCommunity) -> QuerySet[Indicator]:
    """The indicators of which there are figures of the community's."""
    own = Observation.objects.filter(own_figures(governed_by(community)), superseded_at=None)
    return Indicator.objects.filter(pk__in=own.values("indicator")).order_by("name")


def governed_observations(by: Actor, community: GovernedCommunity) -> Iterator[Observation]:
    """Every figure of the community's that stands, of every provider, exactly as it was accepted.

    Besides `visible_figures` this is the one way to read figures: for their community's steward, and nobody else.

    Raises PermissionDenied unless `by` is a steward of the community.
    """
    require(by, Capability.GOVERN_COMMUNITY, on=community)
    own = Observation.objects.filter(own_figures(governed_by(community)), superseded_at=None)
    related = own.select_related(
        "indicator", "subject__organization", "subject__area", "breakdown", "provider", "entry"
    )
    ordered = related.order_by("indicator__code", "subject", "breakdown__code", "period_end", "period_start")
    yield from ordered.iterator(chunk_size=AT_ONCE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many figures wait for a community's steward."""

    community: str
    figures: int


def figures_waiting(figures: Iterable[Total | Observation]) -> list[Waiting]:
    """How many of the figures that a release is about are kept back for each community."""
    found, among = [], list(figures)
    for each in governed():
        own = [figure for figure in among if each.holds(getattr(figure, "subject_id", None), figure.breakdown_id)]
        count = sum(each.withholds(figure.indicator_id, figure.period_end) for figure in own)
        found += [Waiting(each.name, count)] if count else []
    return found


def is_steward(by: Actor, community: GovernedCommunity) -> bool:
    return may(by, Capability.GOVERN_COMMUNITY, on=community)
