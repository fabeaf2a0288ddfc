"""What was a provider granted in a round, and until when may it send?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from backbone.core.beside import brings, with_rows
from measurement.models import CollectionRound, ProviderException
from measurement.rules.windows import Granted, Window, window_with

Exceptions = dict[tuple[int, int], list[ProviderException]]


def standing_exceptions() -> QuerySet[ProviderException]:
    """What was granted and not ended, in the order in which it was."""
    granted: QuerySet[ProviderException] = ProviderException.objects.filter(ended_at=None)
    return granted.select_related("given_by", "indicator").order_by("given_at", "pk")


def with_exceptions(rounds: QuerySet[CollectionRound]) -> list[CollectionRound]:
    """The rounds, each with its standing exceptions; one query."""
    return with_rows(rounds, exceptions=standing_exceptions())


def exceptions_in(rounds: Iterable[CollectionRound], providers: Iterable[int] | None = None) -> Exceptions:
    """What was granted and not ended, by round and provider; one query, none of rounds `with_exceptions`."""
    asked, among = list(rounds), None if providers is None else set(providers)
    if all(brings(each, "exceptions") for each in asked):
        granted = [given for each in asked for given in each.exceptions.all()]
    else:
        wanted = standing_exceptions().filter(round__in=asked)
        granted = list(wanted if among is None else wanted.filter(provider__in=among))
    found: Exceptions = defaultdict(list)
    for each in granted:
        if each.ended_at is None and (among is None or each.provider_id in among):
            found[each.round_id, each.provider_id].append(each)
    return found


def own_window(collection_round: CollectionRound) -> Window:
    """A round's own dates, as they hold for everybody who was granted nothing."""
    return Window(
        collection_round.opens_at, collection_round.due_at, collection_round.late_from, collection_round.closes_at
    )


def window_of(
    collection_round: CollectionRound, granted: Sequence[ProviderException], indicator: int | None = None
) -> Window:
    """Until when a provider may send, for all that the round asks of it or for one indicator."""
    return window_with(
        own_window(collection_round),
        [
            Granted(collection_round.end_of(each.until), each.kind == ProviderException.Kind.MORE_TIME)
            for each in granted
            if each.indicator_id is None or each.indicator_id == indicator
        ],
    )
