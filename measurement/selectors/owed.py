"""Which figure that is owed do codes and dates name, and what does a partner owe in each round?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import Initiative, Organization, Subject
from measurement.models import Adoption, Breakdown, CollectionRound, Entry, Obligation
from measurement.rules.windows import Window
from measurement.selectors.cells import standing_obligations
from measurement.selectors.exceptions import exceptions_in, window_of


@dataclass(frozen=True, slots=True)
class OwedKey:
    """What names a figure from outside: codes and the period."""

    indicator: str
    organization: str
    period_start: date
    period_end: date
    breakdown: str


@dataclass(frozen=True, slots=True)
class OwedFigure:
    """An obligation with the entry that is open or was last accepted; None where nothing was entered."""

    obligation: Obligation
    entry: Entry | None
    window: Window


def owed_by_key(by: Actor, initiative: Initiative, keys: Collection[OwedKey]) -> dict[OwedKey, Obligation]:
    """The obligations that the keys name, of providers for whom the actor may enter; five queries.

    Rounds, partners and groups are few beside figures, so that each is made once and not in every row.

    Where two rounds asked for the same figure, it is that of the open one, else of the one due last.
    """
    if not keys:
        return {}
    owed = _of_mine(by, initiative).filter(
        round__initiative=initiative,
        indicator__code__in={key.indicator for key in keys},
        period_start__gte=min(key.period_start for key in keys),
        period_end__lte=max(key.period_end for key in keys),
    )
    related = owed.select_related("indicator").prefetch_related(
        "round", "provider", Prefetch("subject", Subject.objects.select_related("organization")), "breakdown"
    )
    found: dict[OwedKey, Obligation] = {}
    is_open: dict[int, bool] = {}
    for each in related.order_by("round__due_on", "pk"):
        if each.round_id not in is_open:
            each.round.initiative = initiative
            is_open[each.round_id] = each.round.is_open
        key = OwedKey(each.indicator.code, about(each), each.period_start, each.period_end, each.breakdown.code)
        if key not in found or is_open[each.round_id] >= is_open[found[key].round_id]:
            found[key] = each
    return found


def known_codes(by: Actor, initiative: Initiative) -> tuple[set[str], set[str], set[str]]:
    """The codes of organizations, indicators and groups that a key may name here; three queries, on a fault only."""
    return (
        set(enterable_providers(by, initiative).values_list("code", flat=True)),
        set(Adoption.objects.filter(initiative=initiative).values_list("indicator__code", flat=True)),
        set(Breakdown.objects.values_list("code", flat=True)),
    )


def rounds_asking(by: Actor, *, initiative: str = "") -> QuerySet[CollectionRound]:
    """The rounds that ask something of the actor's own organizations, where it holds a role."""
    asked = standing_obligations().filter(round=OuterRef("pk"), provider__in=by.organization_ids)
    rounds = CollectionRound.objects.filter(Exists(asked)).select_related("initiative")
    if by.initiative_ids is not None:
        rounds = rounds.filter(initiative__in=by.initiative_ids)
    return rounds.filter(initiative__slug=initiative) if initiative else rounds


def owed_figures(by: Actor, rounds: Sequence[CollectionRound]) -> dict[int, list[OwedFigure]]:
    """What the actor's own organizations owe in each round, by its id, as in the form; three queries."""
    owed = list(
        standing_obligations()
        .filter(round__in=rounds, provider__in=by.organization_ids)
        .select_related("indicator", "breakdown", "provider", "subject__organization")
        .order_by("position", "pk")
    )
    entries: dict[int, Entry] = {}
    for entry in Entry.objects.filter(obligation__in=owed).order_by("pk"):
        entries[entry.obligation_id] = entry
    by_id = {each.pk: each for each in rounds}
    granted = exceptions_in(rounds, by.organization_ids)
    windows: dict[tuple[int, int, int], Window] = {}
    found: dict[int, list[OwedFigure]] = defaultdict(list)
    for each in owed:
        key = (each.round_id, each.provider_id, each.indicator_id)
        if key not in windows:
            windows[key] = window_of(by_id[each.round_id], granted.get(key[:2], []), each.indicator_id)
        found[each.round_id].append(OwedFigure(each, entries.get(each.pk), windows[key]))
    return found


def own_windows(by: Actor, rounds: Sequence[CollectionRound]) -> dict[int, Window]:
    """Until when the actor's own organizations may send to each round, by its id; the longest of several. One query."""
    granted = exceptions_in(rounds, by.organization_ids)
    found = {}
    for each in rounds:
        mine = [one for pk in by.organization_ids for one in granted.get((each.pk, pk), [])]
        found[each.pk] = window_of(each, mine)
    return found


def own_entries(by: Actor) -> QuerySet[Entry]:
    """The entries of the actor's own organizations, in initiatives where it holds a role."""
    entries = Entry.objects.filter(submission__provider__in=by.organization_ids)
    mine = by.initiative_ids
    if mine is not None:
        entries = entries.filter(submission__round__initiative__in=mine)
    return entries.select_related(
        "submission__round__initiative", "obligation__indicator", "obligation__breakdown", "obligation__provider",
        "obligation__subject__organization", "obligation__round__initiative",
    )  # fmt: skip


def enterable_providers(by: Actor, initiative: Initiative) -> QuerySet[Organization]:
    """The partners of an initiative for which the actor may enter figures."""
    partners = Organization.objects.filter(participations__initiative=initiative)
    if may(by, Capability.ENTER_FIGURES, on=initiative):
        return partners
    return partners.filter(pk__in=by.organization_ids)


def _of_mine(by: Actor, initiative: Initiative) -> QuerySet[Obligation]:
    owed = standing_obligations()
    if may(by, Capability.ENTER_FIGURES, on=initiative):
        return owed
    return owed.filter(provider__in=by.organization_ids)


def about(owed: Obligation) -> str:
    """The code of whom a figure is about: a partner, or else who provides it."""
    whom: Any = owed.subject.organization or owed.provider
    return str(whom.code)
