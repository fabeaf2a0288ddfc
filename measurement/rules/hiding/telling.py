"""How is a figure told as far as it goes by itself, and what does a reader know from it?"""

from measurement.rules.hiding.knowledge import Fact
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.secrets import has_few_contributors, size_of, small_forms
from measurement.rules.hiding.small import IN, NEAR_END, OUT, Counted, Way, forms_of, rounded
from measurement.rules.hiding.tables import Place, Table


def at_first(question: Question, place: Place, *, leaves_little: bool) -> How:
    """How a figure is told as far as it goes by itself; `leaves_little` of a group that it lies in hides it too."""
    rule = question.rule
    if question.is_withheld(place.owner, place.group):
        return How.HIDDEN
    if has_few_contributors(question, place):
        return How.HIDDEN
    if rule.way is Way.ROUND and rule.of_people:
        return How.HIDDEN if _is_share_of_few(question, place) else How.ROUNDED
    small = next(small_forms(question, place), None) is not None
    if rule.way is Way.CODE and rule.of_people and rule.counted is Counted.SHARE:
        share = _share(question, place)
        if share is not None and share <= NEAR_END:
            return How.LOW
        if share is not None and share >= 1 - NEAR_END:
            return How.HIGH
    return How.HIDDEN if small or leaves_little else How.EXACT


def facts_of(table: Table, place: Place, how: How, counted: Counted) -> list[Fact]:
    """What a reader knows of the counts of a figure from how it is told."""
    if how is How.EXACT:
        measures = {measure for form in forms_of(counted) for measure in form}
        forms = [table.form(place, [measure]) for measure in sorted(measures)]
        return [Fact(form, size_of(form), size_of(form)) for form in forms if form]
    if how is How.ROUNDED:
        forms = [table.form(place, measures) for measures in forms_of(counted) if measures != (OUT,)]
        return [Fact(form, max(0, rounded(size_of(form)) - 2), rounded(size_of(form)) + 2) for form in forms if form]
    if how in (How.LOW, How.HIGH):
        few, many = (IN, OUT) if how is How.LOW else (OUT, IN)
        low, high = table.form(place, [few]), table.form(place, [many])
        return [Fact({**dict.fromkeys(high, NEAR_END), **dict.fromkeys(low, NEAR_END - 1)}, 0.0)]
    return []


def _is_share_of_few(question: Question, place: Place) -> bool:
    """Whether a share or mean is of so few that it would move by whole points with each of them."""
    if question.rule.counted is Counted.COUNT:
        return False
    form = question.table.form(place, forms_of(question.rule.counted)[-1])
    return rounded(size_of(form)) < 25


def _share(question: Question, place: Place) -> float | None:
    all_of_them = size_of(question.table.form(place, (IN, OUT)))
    return size_of(question.table.form(place, (IN,))) / all_of_them if all_of_them else None
