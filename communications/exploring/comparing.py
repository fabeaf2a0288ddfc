"""Which two figures of an indicator stand beside each other: of two periods, two groups, or two sets of partners?"""

from collections.abc import Sequence
from dataclasses import dataclass

from communications.exploring.rules.asking import EVERYBODY, WHOLE, Compared, PartnerSet, SetKind, partner_set
from communications.exploring.rules.beside import latest_in_both, same_part_of_two_years
from communications.exploring.selectors import Exploration, is_within, read_side
from measurement.models import Adoption
from measurement.rules.partner_sets import adds_up
from measurement.rules.periods import Period
from measurement.selectors.figures import Seen


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of one indicator. None: that side has no figure; both None: no period of which both have one."""

    adoption: Adoption
    a: Seen | None
    b: Seen | None
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, each side by its value in the URL, and the pairs in the initiative's order."""

    kind: Compared
    a: str
    b: str
    years: Sequence[int]
    pairs: Sequence[Pair]


def compare(exploration: Exploration) -> Comparison:
    """Put two sides beside each other for each indicator that the filters leave; two to four queries more."""
    question = exploration.question
    if question.compared is Compared.GROUPS:
        return _groups(exploration)
    if question.compared is Compared.PARTNERS and exploration.figures.sees_all:
        return _partners(exploration)
    return _periods(exploration)


def _periods(exploration: Exploration) -> Comparison:
    asked = exploration.question
    found = {each.period_end.year for judged in exploration.judgements for each in judged.figures}
    years = sorted(found, reverse=True)
    newer = int(asked.b) if asked.b.isdecimal() and int(asked.b) in found else next(iter(years), 0)
    before = [year for year in years if year < newer]
    older = int(asked.a) if asked.a.isdecimal() and int(asked.a) in found else (before or years or [0])[0]
    pairs = []
    for judged in exploration.judgements:
        by_period = {Period(each.period_start, each.period_end): each for each in judged.figures}
        shared = same_part_of_two_years(by_period, older, newer)
        sides = (by_period[shared[0]], by_period[shared[1]]) if shared else (None, None)
        pairs.append(Pair(judged.adoption, *sides))
    return Comparison(Compared.PERIODS, str(older or ""), str(newer or ""), years, pairs)


def _groups(exploration: Exploration) -> Comparison:
    asked, choices = exploration.question, exploration.choices
    known = [WHOLE, *(each.code for each in choices.groups)]
    a = asked.a if asked.a in known else known[min(1, len(known) - 1)]
    b = asked.b if asked.b in known else known[min(2, len(known) - 1)]
    partners = asked.partners if exploration.figures.sees_all else EVERYBODY
    return Comparison(Compared.GROUPS, a, b, [], _pairs(exploration, (a, partners), (b, partners)))


def _partners(exploration: Exploration) -> Comparison:
    asked, choices = exploration.question, exploration.choices
    first = PartnerSet(SetKind.SECTOR, (choices.sectors[0].code,)) if choices.sectors else EVERYBODY
    a, b = partner_set(asked.a), partner_set(asked.b) if asked.b else first
    pairs = _pairs(exploration, (asked.group, a), (asked.group, b))
    return Comparison(Compared.PARTNERS, str(a), str(b), [], pairs)


def _pairs(exploration: Exploration, a: tuple[str, PartnerSet], b: tuple[str, PartnerSet]) -> list[Pair]:
    """The latest period asked for of which both sides have a figure, hidden or not."""
    adoptions = [each.adoption for each in exploration.judgements]
    of_a, of_b = (
        read_side(exploration.figures, adoptions, exploration.choices.subjects_of(partners), group, partners)
        for group, partners in (a, b)
    )
    has_set = bool(a[1].kind or b[1].kind)
    pairs = []
    for adoption in adoptions:
        if has_set and not adds_up(adoption.indicator.adds_over_partners):
            pairs.append(Pair(adoption, None, None, is_refused=True))
            continue
        one, other = (
            {
                Period(each.period_start, each.period_end): each
                for each in series.get(adoption.indicator_id, [])
                if is_within(each, exploration.question)
            }
            for series in (of_a, of_b)
        )
        shared = latest_in_both(one, other)
        pairs.append(Pair(adoption, one[shared], other[shared]) if shared else Pair(adoption, None, None))
    return pairs
