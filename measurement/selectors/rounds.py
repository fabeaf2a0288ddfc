"""Who has sent, who has not, and how late? And what stands in a partner's form?"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from backbone.tenancy.actors import Actor
from initiatives.doors import organizations_of
from initiatives.models import Initiative, Organization
from measurement.models import CollectionRound, ProviderException
from measurement.selectors.cells import ProviderLine, lines_of, standing_obligations
from measurement.selectors.exceptions import with_exceptions


def rounds_of(initiative: Initiative) -> QuerySet[CollectionRound]:
    """All rounds of an initiative, the latest due first."""
    return CollectionRound.objects.filter(initiative=initiative).select_related("initiative")


def provider_lines(collection_round: CollectionRound) -> list[ProviderLine]:
    """Every provider of a round, those who are late first; three queries, whatever their number."""
    owed = standing_obligations().filter(round=collection_round)
    asked = Organization.objects.filter(pk__in=owed.order_by().values("provider"))  # a join would count each figure
    providers = {each.pk: each for each in asked.select_related("sector").order_by("name")}
    place = {pk: number for number, pk in enumerate(providers)}
    lines = lines_of(owed, {collection_round.pk: collection_round}, providers)
    return sorted(lines, key=lambda line: (-line.days_late, place[line.provider.pk]))


def lines_of_partner(initiative: Initiative, provider: Organization) -> list[ProviderLine]:
    """One partner's rounds in an initiative; three queries.

    Those that are open to it stand first, the next due on top; then those to come, the next to open on top; then
    those that have closed, the latest on top.
    """
    owed = standing_obligations().filter(round__initiative=initiative, provider=provider)
    asked = owed.order_by().values("round")
    rounds = {each.pk: each for each in with_exceptions(rounds_of(initiative).filter(pk__in=asked))}
    now = timezone.now()
    return sorted(lines_of(owed, rounds, {provider.pk: provider}, now), key=lambda line: _turn(line, now))


def _turn(line: ProviderLine, now: datetime) -> tuple[int, float]:
    if line.window.is_open(now):
        return 0, line.due_on.toordinal()
    if now < line.window.opens_at:
        return 1, line.window.opens_at.timestamp()
    return 2, -line.window.closes_at.timestamp()


def open_lines_of(by: Actor, initiative: Initiative) -> list[ProviderLine]:
    """What the actor's own organizations owe in rounds that they may still send to; two queries at most."""
    return open_lines_for(by.organization_ids, initiatives=[initiative], known=organizations_of(by))


def open_lines_for(
    organizations: Collection[int],
    *,
    initiatives: Sequence[Initiative] | None = None,
    known: Collection[Organization] = (),
    now: datetime | None = None,
) -> list[ProviderLine]:
    """What organizations owe in rounds that are open to them at a moment, in some initiatives or all of the tenant.

    Those that are `known` are not read again; three queries at most.
    """
    if not organizations:
        return []
    moment = now or timezone.now()
    yesterday, tomorrow = (moment - timedelta(days=1)).date(), (moment + timedelta(days=1)).date()
    more_time = ProviderException.objects.filter(
        round=OuterRef("round"), provider=OuterRef("provider"), until__gte=yesterday
    )
    owed = standing_obligations().filter(
        Q(round__closes_on__gte=yesterday) | Exists(more_time),
        provider__in=organizations,
        round__opens_on__lte=tomorrow,
    )
    if initiatives is not None:
        owed = owed.filter(round__initiative__in=initiatives)
    rounds = CollectionRound.objects.filter(pk__in=owed.values("round")).select_related("initiative")
    found = {each.pk: each for each in with_exceptions(rounds) if moment >= each.opens_at}
    providers = _providers(organizations, known) if found else {}
    lines = lines_of(owed.filter(round__in=found), found, providers, moment) if found else []
    return [line for line in lines if line.window.is_open(moment)]


def _providers(wanted: Collection[int], known: Collection[Organization]) -> dict[int, Organization]:
    found = {each.pk: each for each in known if each.pk in wanted}
    return found if len(found) == len(set(wanted)) else Organization.objects.in_bulk(list(wanted))
