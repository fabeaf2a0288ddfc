"""What may nobody work out of released figures?"""

from collections.abc import Iterable, Iterator, Sequence

from measurement.rules.hiding.knowledge import Secret
from measurement.rules.hiding.program import Form
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.small import LEAST_REST, OUT, Way, forms_of, leaves_too_little, rounded
from measurement.rules.hiding.tables import SAME, WHOLE, Count, Owner, Part, Place, families


def secrets_of(question: Question, places: Iterable[Place]) -> Iterator[Secret]:
    """What nobody may narrow: small counts and sums of too few, then and now, and what two owners' figures leave."""
    hidden_before = [place for place, how in question.told.items() if how is How.HIDDEN]
    for place in (*places, *hidden_before):
        if question.rule.way is Way.ROUND and question.rule.of_people:
            yield from _rounded_secrets(question, place)
        else:
            yield from small_forms(question, place)
        if has_few_contributors(question, place):
            yield from _close_secrets(question, place)
    yield from _atoms_of_few(question)


def small_forms(question: Question, place: Place) -> Iterator[Secret]:
    """The counts of a figure that are small."""
    rule = question.rule_of(place.owner)
    for measures in forms_of(rule.counted):
        form = question.table.form(place, measures)
        if form and rule.is_small(size_of(form)):
            yield Secret(form, rule.floor, rule.threshold - 1)


def _rounded_secrets(question: Question, place: Place) -> Iterator[Secret]:
    """A count below the threshold may still be any that is rounded alike."""
    for measures in forms_of(question.rule.counted):
        form = question.table.form(place, measures)
        if form and measures != (OUT,) and size_of(form) < question.rule.threshold:
            middle = rounded(size_of(form))
            yield Secret(form, max(0, middle - 2), middle + 2)


def _close_secrets(question: Question, place: Place) -> Iterator[Secret]:
    """A sum of too few may not be known closer than by a tenth."""
    for measures in forms_of(question.rule.counted):
        form = question.table.form(place, measures)
        if form:
            margin = max(1.0, LEAST_REST * size_of(form))
            yield Secret(form, max(0.0, size_of(form) - margin), size_of(form) + margin)


def rests_of_groups(question: Question) -> Iterator[tuple[Place, Secret]]:
    """Groups that leave little of the one that they lie in: told both, one knows it."""
    if question.rule.way is Way.ROUND:
        return
    for owner in question.owners:
        for group, children in families(question.groups_of(owner)):
            places = [Place(question.now, owner, child) for child in children]
            for measures in forms_of(question.rule.counted):
                yield from _rests(question, Place(question.now, owner, group), places, measures)


def _rests(
    question: Question, parent: Place, children: Sequence[Place], measures: Sequence[str]
) -> Iterator[tuple[Place, Secret]]:
    rule, table = question.rule_of(parent.owner), question.table
    whole = table.form(parent, measures)
    pieces = {child: table.form(child, measures) for child in children}
    (dimension,) = {name for name, _ in children[0].group - parent.group}
    # Groups that together are more than the whole are counted by another measure, such as all of each group's place.
    if dimension not in table.overlapping and sum(map(size_of, pieces.values())) > size_of(whole) + SAME:
        return
    for child, piece in pieces.items():
        left = size_of(whole) - size_of(piece)
        if left > -SAME and rule.is_small(left):
            yield child, Secret({**whole, **dict.fromkeys(piece, -1.0)}, rule.floor, rule.threshold - 1)


def _atoms_of_few(question: Question) -> Iterator[Secret]:
    """What stands between the figures of two owners: told both, one knows what a few parts give to one of them."""
    table, rule = question.table, question.rule
    for owners, parts in table.atoms.items():
        whole_owners = [owner for owner in owners if table.owners[owner] == parts]
        left_by = _left_by_one(question, owners, parts)
        for group, counts in table.sizes[question.now][owners].items():
            if any(question.may_tell(owner, group) for owner in whole_owners):
                continue
            contributors = sum(group in table.moments[question.now].get(part, {}) for part in parts)
            for measures in forms_of(rule.counted):
                form = {Count(owners, group, each, counts[each]): 1.0 for each in measures}
                if rule.is_small(size_of(form)):
                    yield Secret(form, rule.floor, rule.threshold - 1, left_by)
                elif contributors < rule.least_contributors:
                    margin = max(1.0, LEAST_REST * size_of(form))
                    yield Secret(form, max(0.0, size_of(form) - margin), size_of(form) + margin, left_by)


def withheld_secrets(question: Question) -> Iterator[Secret]:
    """What a community keeps back: nobody knows a count of it closer than by the threshold, nor than by a tenth.

    That a group is no larger than the whole it lies in, everybody knows.
    """
    for owner in question.table.owners:
        for group in question.groups_of(owner):
            if not question.is_withheld(owner, group):
                continue
            for measures in forms_of(question.rule.counted):
                form = question.table.form(Place(question.now, owner, group), measures)
                whole = question.table.form(Place(question.now, owner, WHOLE), measures) if group else {}
                size = size_of(form)
                margin = max(question.rule_of(owner).threshold - 1.0, LEAST_REST * size)
                most = max(size, size_of(whole)) if whole else size + margin
                yield Secret(form, max(0.0, size - margin), min(size + margin, most), is_withheld=True)


def _left_by_one(question: Question, owners: Iterable[Owner], parts: frozenset[Part]) -> frozenset[Part]:
    """The parts each of which leaves just these of a total: with its own figure it knows their sum in any case."""
    beside = (question.table.owners[owner] - parts for owner in owners if owner not in question.single)
    return frozenset().union(*(left for left in beside if len(left) == 1))


def has_few_contributors(question: Question, place: Place) -> bool:
    if place.owner in question.single:
        return False
    measure = forms_of(question.rule.counted)[-1][-1]
    given = question.table.contributions(place, measure)
    if len(given) < question.rule.least_contributors:
        return True
    return bool(question.confidential & question.table.owners[place.owner]) and _is_dominated(question, place)


def _is_dominated(question: Question, place: Place) -> bool:
    """Whether the two largest leave too little to the others, of any of the sums that the figure says."""
    for measures in forms_of(question.rule.counted):
        each = [question.table.contributions(place, measure) for measure in measures]
        if leaves_too_little([sum(pair) for pair in zip(*each, strict=True)]):
            return True
    return False


def size_of(form: Form) -> float:
    """What a sum of counts is in truth."""
    return float(sum(factor * count.size for count, factor in form.items()))
