"""How does an initiative start from a set, or from what another initiative has adopted?"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from initiatives.models import Initiative, Outcome, Term
from initiatives.rules.terms import forms_of
from initiatives.selectors import all_terms, forms_of_terms, terms_in
from initiatives.services.outcomes import add_outcome
from initiatives.services.terms import agree_term, propose_term
from measurement.models import Adoption, Breakdown, Dimension, Indicator, Target
from measurement.selectors.sets import IndicatorSet, SetIndicator, targets_of
from measurement.services.adoptions import adopt_indicator
from measurement.services.definitions import Definition, propose_indicator
from measurement.services.dimensions import make_dimension
from measurement.services.lives import activate_indicator

WHOLE_NUMBERS = ("per", "decimals", "year_starts_in", "usual_lag_days")


@transaction.atomic
def take_from_set(
    initiative: Initiative, chosen: IndicatorSet, codes: Collection[str], *, by: Actor, adopt: bool = False,
    because: str = "",
) -> int:  # fmt: skip
    """Take indicators of a set up as proposals, with the terms and dimensions that they name; returns how many.

    With `adopt` they are active and adopted at once, their terms agreed and their outcomes made where missing: for an
    initiative that begins. What the tenant has already by its code is left as it is, and only adopted.

    Raises RuleViolation where nothing is chosen, where a term of theirs was proposed otherwise and is not agreed, or
    where the cap would be passed without a reason.
    """
    require(by, Capability.DEFINE_INDICATORS, on=initiative)
    wanted = [each for each in chosen.indicators if each.code in codes]
    if not wanted:
        raise RuleViolation("nothing_chosen")
    there = {each.code: each for each in Indicator.objects.filter(code__in=[each.code for each in wanted])}
    new = [each for each in wanted if each.code not in there]
    made_terms = _propose_terms(chosen, new, by=by)
    dimensions = _make_dimensions(chosen, new, by=by)
    for each in new:
        there[each.code] = propose_indicator(
            each.code, _definition(each), dimensions=[dimensions[slugify(name)] for name in each.dimensions], by=by
        )
    if not adopt:
        return len(new)
    for term in made_terms:
        agree_term(term, by=by)
    return sum(_activate_and_adopt(initiative, there[each.code], each.outcome, because, by=by) for each in wanted)


@transaction.atomic
def copy_adoptions(
    initiative: Initiative, source: Initiative, codes: Collection[str], *, by: Actor, with_targets: bool = False,
    because: str = "",
) -> int:  # fmt: skip
    """Adopt what another initiative of the tenant has adopted, under outcomes of the same names; returns how many.

    Raises RuleViolation where nothing is chosen, or where the cap would be passed without a reason.
    """
    require(by, Capability.DEFINE_INDICATORS, on=initiative)
    adoptions = list(
        Adoption.objects.filter(initiative=source, ended_on=None, indicator__code__in=codes)
        .select_related("indicator", "outcome")
        .order_by("outcome__position", "position")
    )
    if not adoptions:
        raise RuleViolation("nothing_chosen")
    copied = [
        each for each in adoptions if _activate_and_adopt(initiative, each.indicator, each.outcome.name, because, by=by)
    ]
    if with_targets:
        _copy_targets(initiative, copied)
    return len(copied)


def _activate_and_adopt(initiative: Initiative, indicator: Indicator, outcome: str, because: str, *, by: Actor) -> bool:
    """Adopt one indicator under the outcome of a name; False where it is adopted already."""
    if Adoption.objects.filter(initiative=initiative, indicator=indicator, ended_on=None).exists():
        return False
    if indicator.state == Indicator.State.PROPOSED:
        indicator = activate_indicator(indicator, by=by)
    found = Outcome.objects.filter(initiative=initiative, name__iexact=outcome).first()
    under = found or add_outcome(initiative, outcome, by=by)
    adopt_indicator(initiative, indicator, under, because=because, by=by)
    return True


def _copy_targets(initiative: Initiative, copied: list[Adoption]) -> None:
    here = {
        each.indicator_id: each
        for each in Adoption.objects.filter(initiative=initiative, indicator__in=[one.indicator_id for one in copied])
    }
    of_source = {each.pk: each.indicator_id for each in copied}
    Target.objects.bulk_create(
        [
            Target(
                adoption=here[of_source[each.adoption_id]], breakdown_id=each.breakdown_id, value=each.value,
                due_on=each.due_on, statement=each.statement,
            )
            for each in targets_of(copied)
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _propose_terms(chosen: IndicatorSet, new: list[SetIndicator], *, by: Actor) -> list[Term]:
    """The set's terms that the chosen indicators name and the glossary lacks; returns those made."""
    taken = {form.lower() for _slug, form in forms_of_terms(all_terms())}
    texts = [text for each in new for text in (each.name, each.given["definition"], each.given["method"])]
    made = []
    for term in chosen.terms:
        forms = forms_of(term.word, term.other_forms)
        # Asked as the glossary would: an unsaved term finds itself in a text by the same rule.
        names = terms_in(texts, [Term(slug="asked", word=term.word, other_forms=term.other_forms)])
        if names and not any(form.lower() in taken for form in forms):
            made.append(propose_term(term.word, term.definition, other_forms=term.other_forms, by=by))
    return made


def _make_dimensions(chosen: IndicatorSet, new: list[SetIndicator], *, by: Actor) -> dict[str, Dimension]:
    """The dimensions that the chosen indicators name, by code; those that the tenant lacks are made."""
    Breakdown.objects.get_or_create(code=Breakdown.ALL, defaults={"name": "All"})
    there = {each.code: each for each in Dimension.objects.all()}
    wanted = {name for each in new for name in each.dimensions}
    for dimension in chosen.dimensions:
        code = slugify(dimension.name)[:40]
        if dimension.name in wanted and code not in there:
            there[code] = make_dimension(
                dimension.name, partitions=dimension.partitions, categories=list(dimension.categories), by=by
            )
    return there


def _definition(each: SetIndicator) -> Definition:
    given: dict[str, Any] = dict(each.given)
    return Definition(**given | {name: int(given[name]) for name in WHOLE_NUMBERS})
