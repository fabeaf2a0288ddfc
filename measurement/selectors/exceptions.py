"""What was a provider granted in a round, and until when may it send?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from measurement.models import CollectionRound, ProviderException
from measurement.rules.windows import Granted, Window, window_with

Exceptions = dict[tuple[int, int], list[ProviderException]]


def exceptions_in(rounds: Iterable[CollectionRound], providers: Iterable[int] | None = None) -> Exceptions:
    """What was granted and not ended, by round and provider; one query."""
    granted = ProviderException.objects.filter(round__in=list(rounds), ended_at=None)
    if providers is not None:
        granted = granted.filter(provider__in=list(providers))
    found: Exceptions = defaultdict(list)
    for each in granted.select_related("given_by", "indicator").order_by("given_at", "pk"):
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
