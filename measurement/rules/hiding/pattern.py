"""Which figures of one indicator and period are hidden? The small ones, and as many more as it takes to keep these.

For every reader a released figure is told for certain, to the nearest 5, by a bound, or not at all. Nobody may work out
of all that was ever told a count that is hidden for being small, better than that it lies somewhere below the
threshold: neither who knows only what is told, nor a contributor who knows its own counts besides. What a community
keeps back is hidden and kept like that from everything that doors tell today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from measurement.rules.hiding.knowledge import Knowledge, Secret
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.secrets import rests_of_groups, secrets_of, withheld_secrets
from measurement.rules.hiding.small import forms_of
from measurement.rules.hiding.tables import WHOLE, Count, Group, Owner, Part, Place, Table
from measurement.rules.hiding.telling import at_first, facts_of

# So many figures that may be hidden for nothing are tried again: each try is a whole audit.
MOST_TRIED = 6


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
    withheld = list(withheld_secrets(question))
    if not secrets and not withheld:
        return Pattern(first)
    lost = _lost(question, first, secrets)
    kept = [secret for secret in secrets if secret not in lost] + _as_far_as_open(question, first, withheld)
    how = _shown_again(question, _with_more_hidden(question, first, kept), first, kept)
    return Pattern(how, lost)


def _lost(question: Question, first: Mapping[Place, How], secrets: Sequence[Secret]) -> list[Secret]:
    """What was told before gives away even if nothing is told now; where nothing was, nothing does."""
    if not question.told:
        return []
    audits = Audits(question, dict.fromkeys(first, How.HIDDEN))
    return [secret for secret in secrets if audits.breaks(secret)]


def _as_far_as_open(question: Question, first: Mapping[Place, How], withheld: Sequence[Secret]) -> list[Secret]:
    """What is withheld, as far as it is open while nothing of the question is told: no further, and never given up."""
    if not withheld:
        return []
    nothing = Audits(question, dict.fromkeys(first, How.HIDDEN)).today.outside
    found = []
    for secret in withheld:
        low, high = nothing.range_of(secret.form)
        found.append(replace(secret, low=max(secret.low, low), high=min(secret.high, high)))
    return found


def _with_more_hidden(question: Question, how: Mapping[Place, How], secrets: Sequence[Secret]) -> dict[Place, How]:
    """Hide one more figure, the cheapest that hangs together with what is given away, until nothing is.

    What is kept stays kept when more is hidden, so each secret is looked at until it is kept and never again.
    """
    how = dict(how)
    audits = Audits(question, how)
    for secret in secrets:
        while knowledge := audits.breaks(secret):
            shown = [place for place, each in how.items() if each is not How.HIDDEN]
            if not shown:
                break
            beside = _beside(question, secret, knowledge, shown)
            how[min(beside or shown, key=lambda place: _cost(question, place))] = How.HIDDEN
            audits = Audits(question, how)
    return how


def _shown_again(
    question: Question, how: dict[Place, How], first: Mapping[Place, How], secrets: Sequence[Secret]
) -> dict[Place, How]:
    """Show again what turned out to be hidden for nothing, the dearest first, as far as a few tries go."""
    more = [place for place, each in how.items() if each is How.HIDDEN and first[place] is not How.HIDDEN]
    if len(more) < 2:
        return how
    for place in sorted(more, key=lambda each: _cost(question, each), reverse=True)[:MOST_TRIED]:
        tried = {**how, place: first[place]}
        audits = Audits(question, tried)
        if not any(audits.breaks(secret) for secret in secrets):
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


class Audits:
    """What everybody could work out if figures were told so: of all that was ever told, and of what is told today."""

    def __init__(self, question: Question, how: Mapping[Place, How]) -> None:
        self.ever = Audit(question, {**question.told, **how})
        self._question, self._how = question, how

    @cached_property
    def today(self) -> "Audit":
        """Without what no door tells any more."""
        told, closed = self._question.told, self._question.closed
        if not closed:
            return self.ever
        still = {place: each for place, each in told.items() if place not in closed}
        return Audit(self._question, {**still, **self._how})

    def breaks(self, secret: Secret) -> Knowledge | None:
        """The knowledge of somebody who can narrow a secret; None where nobody can."""
        return (self.today if secret.is_withheld else self.ever).breaks(secret)


class Audit:
    """What everybody could work out of what was told: outsiders, and each contributor besides."""

    def __init__(self, question: Question, told: Mapping[Place, How]) -> None:
        self.table = question.table
        counted = question.rule.counted
        self.told = [fact for place, how in told.items() for fact in facts_of(question.table, place, how, counted)]
        self.outside = Knowledge([*self.table.relations, *self.told])
        parts = frozenset().union(*(self.table.owners[owner] for owner in question.owners))
        self.own = {part: self.table.own[part] for part in sorted(parts, key=str) if part in self.table.own}

    def breaks(self, secret: Secret) -> Knowledge | None:
        """The knowledge of somebody who can narrow a secret; None where nobody can."""
        if not self.outside.contains(secret):
            return self.outside
        # The quickest way first: where all contributors' counts together narrow nothing, nobody's own do.
        if self.table.adds_up and self.outside.contains(secret, self._together):
            return None
        for part in self._who_might(secret):
            knows = self.outside if self.table.adds_up else self._inside(part)
            if not _is_known_to(part, secret, self.table) and not knows.keeps(secret, self.own[part]):
                return knows
        return None

    def _who_might(self, secret: Secret) -> list[Part]:
        """The contributors to look at one by one: not those without a share in it, where the others' narrow nothing."""
        beside = {count: size for count, size in self._together.items() if count not in secret.form}
        if not self.table.adds_up or not self.outside.contains(secret, beside):
            return list(self.own)
        return [part for part, counts in self.own.items() if any(counts.get(count) for count in secret.form)]

    @cached_property
    def _together(self) -> Mapping[Count, float]:
        most: dict[Count, float] = {}
        for counts in self.own.values():
            for count, size in counts.items():
                most[count] = max(most.get(count, 0.0), size)
        return most

    def _inside(self, part: Part) -> Knowledge:
        """What a contributor knows from how its own groups add up; made once for all secrets."""
        if part not in self._knowledge:
            self._knowledge[part] = Knowledge([*self.table.relations_for(part), *self.told])
        return self._knowledge[part]

    @cached_property
    def _knowledge(self) -> dict[Part, Knowledge]:
        return {}


def _is_known_to(part: Part, secret: Secret, table: Table) -> bool:
    """Whether a contributor knows a sum whatever is told: it is its own, or all but its own."""
    return part in secret.known_to or table.is_only_of(part, secret.form)
