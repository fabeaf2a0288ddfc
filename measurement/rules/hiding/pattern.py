"""Which figures of one indicator and period are hidden? The small ones, and as many more as it takes to keep these.

For every reader a released figure is told for certain, to the nearest 5, by a bound, or not at all. Nobody may work out
of all that was ever told a count that is hidden for being small, better than that it lies somewhere below the
threshold: neither who knows only what is told, nor a contributor who knows its own counts besides.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from measurement.rules.hiding.knowledge import Fact, Knowledge, Secret
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.secrets import rests_of_groups, secrets_of
from measurement.rules.hiding.small import forms_of
from measurement.rules.hiding.tables import WHOLE, Count, Group, Owner, Part, Place, Table
from measurement.rules.hiding.telling import at_first, facts_of


@dataclass(frozen=True)
class Pattern:
    """How each figure is told; `lost` are the secrets that what was told before gives away already."""

    how: Mapping[Place, How]
    lost: Sequence[Secret] = ()

    def of(self, owner: Owner) -> dict[Group, How]:
        """How the figures of one owner are told, by group."""
        return {place.group: how for place, how in self.how.items() if place.owner == owner}

    @property
    def hides(self) -> bool:
        return How.HIDDEN in self.how.values()


def decide(question: Question) -> Pattern:
    """The pattern of the owners' figures at the last moment: as little hidden as a greedy search finds enough."""
    rests = list(rests_of_groups(question))
    leaving = {place for place, _ in rests}
    first = {place: at_first(question, place, leaves_little=place in leaving) for place in question.places}
    secrets = [*secrets_of(question, first), *(secret for _, secret in rests)]
    if not secrets:
        return Pattern(first)
    all_hidden = dict.fromkeys(first, How.HIDDEN)
    lost = []
    if _broken(question, all_hidden, secrets):
        lost = [secret for secret in secrets if _broken(question, all_hidden, [secret])]
    kept = [secret for secret in secrets if secret not in lost]
    how = _shown_again(question, _with_more_hidden(question, first, kept), first, kept)
    return Pattern(how, lost)


def _with_more_hidden(question: Question, how: Mapping[Place, How], secrets: Sequence[Secret]) -> dict[Place, How]:
    """Hide one more figure, the cheapest that hangs together with what is given away, until nothing is."""
    how = dict(how)
    while found := _broken(question, how, secrets):
        secret, knowledge = found
        shown = [place for place, each in how.items() if each is not How.HIDDEN]
        beside = _beside(question, secret, knowledge, shown)
        how[min(beside or shown, key=lambda place: _cost(question, place))] = How.HIDDEN
    return how


def _shown_again(
    question: Question, how: dict[Place, How], first: Mapping[Place, How], secrets: Sequence[Secret]
) -> dict[Place, How]:
    """Show again what turned out to be hidden for nothing, the dearest first."""
    more = [place for place, each in how.items() if each is How.HIDDEN and first[place] is not How.HIDDEN]
    if len(more) < 2:
        return how
    for place in sorted(more, key=lambda each: _cost(question, each), reverse=True):
        tried = {**how, place: first[place]}
        if not _broken(question, tried, secrets):
            how = tried
    return how


def _cost(question: Question, place: Place) -> tuple[object, ...]:
    """What it costs to hide a figure: a total most, its whole above all, then the unusual, then larger ones."""
    size = sum(sum(question.table.contributions(place, each[0])) for each in forms_of(question.rule.counted))
    is_total = place.owner not in question.single
    is_usual = place.group in question.usual
    return is_total, place.group == WHOLE, not is_usual, -len(place.group), size, sorted(place.group), str(place.owner)


def _beside(question: Question, secret: Secret, knowledge: Knowledge, shown: Sequence[Place]) -> list[Place]:
    """The figures to be shown that stand in one sum with a count which hangs together with the secret."""
    measures = {measure for form in forms_of(question.rule.counted) for measure in form}
    forms = {place: set(question.table.form(place, measures)) for place in shown}
    around = knowledge.unknown_beside(secret.form) | set(secret.form)
    around |= {each for fact in question.table.relations if around & set(fact.form) for each in fact.form}
    # A total is the sum of what several owners' figures say: to hide one of these may do as well.
    around |= {each for form in forms.values() if around & form for each in form}
    return [place for place in shown if around & forms[place]]


def _broken(question: Question, how: Mapping[Place, How], secrets: Sequence[Secret]) -> tuple[Secret, Knowledge] | None:
    """The first secret that somebody can narrow, with what they know."""
    told = _told(question, how)
    outside = Knowledge([*question.table.relations, *told])
    for secret in secrets:
        if not outside.contains(secret):
            return secret, outside
    return _broken_for_contributors(question, told, secrets, outside)


def _told(question: Question, how: Mapping[Place, How]) -> list[Fact]:
    counted = question.rule.counted
    everything = {**question.told, **how}
    return [fact for place, each in everything.items() for fact in facts_of(question.table, place, each, counted)]


def _broken_for_contributors(
    question: Question, told: Sequence[Fact], secrets: Sequence[Secret], outside: Knowledge
) -> tuple[Secret, Knowledge] | None:
    """As for others, for each part of the figure that knows its own counts besides."""
    table = question.table
    parts = frozenset().union(*(table.owners[owner] for owner in question.owners))
    own = {part: table.own[part] for part in sorted(parts, key=str) if part in table.own}
    if not table.adds_up:
        for part, counts in own.items():
            inside = Knowledge([*table.relations_for(part), *told])
            for secret in secrets:
                if not _is_known_to(part, secret, table) and not inside.keeps(secret, counts):
                    return secret, inside
        return None
    together = _together(own.values())
    for secret in secrets:
        for part in _who_might(outside, secret, own, together):
            if not _is_known_to(part, secret, table) and not outside.keeps(secret, own[part]):
                return secret, outside
    return None


def _is_known_to(part: Part, secret: Secret, table: Table) -> bool:
    """Whether a contributor knows a sum whatever is told: it is its own, or all but its own."""
    return part in secret.known_to or table.is_only_of(part, secret.form)


def _who_might(
    outside: Knowledge,
    secret: Secret,
    own: Mapping[Part, Mapping[Count, float]],
    together: Mapping[Count, float],
) -> list[Part]:
    """The contributors who must be looked at one by one: not those who could not even with all the others' counts."""
    beside = {count: size for count, size in together.items() if count not in secret.form}
    if not outside.contains(secret, beside):
        return list(own)
    return [part for part, counts in own.items() if any(counts.get(count) for count in secret.form)]


def _together(own: Collection[Mapping[Count, float]]) -> Mapping[Count, float]:
    most: dict[Count, float] = {}
    for counts in own:
        for count, size in counts.items():
            most[count] = max(most.get(count, 0.0), size)
    return most
