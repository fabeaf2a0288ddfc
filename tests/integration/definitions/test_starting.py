"""Sets, copies, dimensions that end without loss, cohorts with names, and terms that explain themselves."""

from datetime import date

import pytest
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from communications.sandbox.world import World
from initiatives.models import Term
from initiatives.rules.terms import forms_of
from initiatives.services.terms import propose_term
from measurement.models import Adoption, Category, Dimension, Indicator, Target
from measurement.selectors.sets import SETS, indicator_set
from measurement.services.adoptions import adopt_indicator, set_indicator_cap
from measurement.services.definitions import Definition, propose_indicator
from measurement.services.dimensions import (
    add_category,
    end_category,
    end_dimension,
    make_dimension,
    move_category,
    name_period,
)
from measurement.services.lives import activate_indicator
from measurement.services.loading import LoadRow, load_history
from measurement.services.sets import copy_adoptions, take_from_set
from tests.conftest import Cast
from tests.integration.definitions.conftest import Look


@pytest.mark.parametrize("slug", SETS)
def test_a_whole_set_is_taken_up_as_proposals(cast: Cast, in_ours: World, slug: str) -> None:
    found = indicator_set(slug)
    codes = [each.code for each in found.indicators]
    assert 12 <= len(codes) <= 20

    assert take_from_set(in_ours.initiative, found, codes, by=cast.dana.actor) == len(codes)

    assert set(Indicator.objects.filter(code__in=codes).values_list("state", flat=True)) == {"proposed"}
    words = {term.word for term in found.terms}
    assert words <= set(Term.objects.values_list("word", flat=True)), "a term of the set is named by no indicator of it"
    wanted = {slugify(each.name) for each in found.dimensions}
    assert wanted <= set(Dimension.objects.values_list("code", flat=True))


@pytest.mark.parametrize("slug", SETS)
def test_a_set_may_be_adopted_at_once(cast: Cast, in_ours: World, slug: str) -> None:
    found = indicator_set(slug)
    codes = [each.code for each in found.indicators]
    n = take_from_set(in_ours.initiative, found, codes, adopt=True, by=cast.priya.actor)
    assert n == len(codes)
    adopted = Adoption.objects.filter(initiative=in_ours.initiative, indicator__code__in=codes)
    outcomes = set(adopted.values_list("outcome__name", flat=True))
    assert outcomes == {each.outcome for each in found.indicators}
    assert take_from_set(in_ours.initiative, found, codes, adopt=True, by=cast.priya.actor) == 0


def test_a_set_obeys_the_cap_and_then_nothing_of_it_is_there(cast: Cast, in_ours: World) -> None:
    set_indicator_cap(in_ours.initiative, 5, by=cast.dana.actor)
    found = indicator_set("homelessness")
    codes = [each.code for each in found.indicators]
    with pytest.raises(RuleViolation) as violation:
        take_from_set(in_ours.initiative, found, codes, adopt=True, by=cast.dana.actor)
    assert violation.value.refusal.code == "cap_reached"
    assert not Indicator.objects.filter(code__startswith="home-").exists()


def test_a_preview_says_what_is_new(cast: Cast, in_ours: World, look: Look) -> None:
    found = indicator_set("homelessness")
    take_from_set(in_ours.initiative, found, ["home-returns"], by=cast.dana.actor)
    page = look(cast.dana, in_ours.path("indicator-sets/homelessness/"))
    assert page.count("There by its code") == 1
    assert f"<b>{len(found.indicators) - 1}</b> are new to the tenant" in page


def test_another_initiatives_indicators_are_copied_with_their_targets(cast: Cast, in_ours: World) -> None:
    there = in_ours.other_initiative
    n = copy_adoptions(there, in_ours.initiative, ["share", "rate"], with_targets=True, by=cast.dana.actor)
    assert n == 2
    adopted = Adoption.objects.filter(initiative=there).select_related("outcome")
    assert {each.outcome.name for each in adopted} == {"Outcome MARK-A"}
    assert Target.objects.filter(adoption__in=adopted).count() == 2
    assert copy_adoptions(there, in_ours.initiative, ["share"], by=cast.dana.actor) == 0


def test_groups_end_without_loss(cast: Cast, in_ours: World, look: Look) -> None:
    group = Category.objects.get(code="male")
    end_category(group, ended=True, by=cast.dana.actor)
    end_dimension(group.dimension, ended=True, by=cast.dana.actor)
    page = look(cast.stella, in_ours.path("indicators/rate/"))
    assert "male MARK-A" in page  # its figures stay readable
    form = look(cast.dana, in_ours.path("proposals/"))
    assert "Sex MARK-A" not in form  # but nobody asks for it any more
    end_dimension(group.dimension, ended=False, by=cast.dana.actor)
    assert "Sex MARK-A" in look(cast.dana, in_ours.path("proposals/"))


def test_dimensions_have_any_number_of_groups_in_an_order(cast: Cast, in_ours: World) -> None:
    names = [f"Group {number}" for number in range(30)]
    made = make_dimension("Housing situation", partitions=False, categories=names, by=cast.dana.actor)
    last = made.categories.get(name="Group 29")
    move_category(last, up=True, by=cast.dana.actor)
    assert [each.name for each in made.categories.all()][-2:] == ["Group 29", "Group 28"]
    with pytest.raises(RuleViolation):
        add_category(made, "group 3", by=cast.dana.actor)
    with pytest.raises(RuleViolation):
        make_dimension("Housing  Situation", partitions=True, categories=[], by=cast.dana.actor)


def test_a_cohorts_figures_bear_its_name(cast: Cast, in_ours: World, look: Look) -> None:
    wanted = Definition(
        name="Graduated", kind="share", polarity="higher_better", frequency="cohort", definition="Those who finish."
    )
    indicator = activate_indicator(propose_indicator("graduated", wanted, by=cast.dana.actor), by=cast.dana.actor)
    rows = []
    for year in range(2018, 2026):
        name_period(indicator, f"Class of {year}", date(year - 4, 9, 1), date(year, 6, 30), by=cast.dana.actor)
        place, share = in_ours.initiative.area.code, str(50 + year - 2018)
        rows.append(LoadRow("graduated", place, f"{year - 4}-09-01", f"{year}-06-30", share))
    load_history(rows, source="Schools", is_public=True, by=cast.dana.actor)
    outcome = Adoption.objects.filter(initiative=in_ours.initiative)[0].outcome
    adopt_indicator(in_ours.initiative, indicator, outcome, by=cast.dana.actor)

    page = look(cast.stella, in_ours.path("indicators/graduated/"))

    assert "From 50% in Class of 2018 to 57% in Class of 2025." in page
    assert "Improving" in page
    with pytest.raises(RuleViolation):
        name_period(in_ours.share, "Class", date(2020, 1, 1), date(2020, 12, 31), by=cast.dana.actor)


def test_terms_explain_themselves_where_they_stand(cast: Cast, in_ours: World, look: Look) -> None:
    version = in_ours.share.versions.get()
    version.definition = "All AGREED\nMARK-A people <b>, not disagreed mark-a; proposed MARK-A."
    version.save()
    for path, person in (
        ("indicators/share/definition/", cast.stella),
        ("indicators/share/", cast.stella),
        (f"partners/p1/rounds/{in_ours.round.slug}/", cast.paolo),
    ):
        page = look(person, in_ours.path(path))
        assert page.count('class="term"') == 1, path
        assert "Meaning MARK-A" in page
        assert in_ours.path("glossary/agreed-mark-a/") in page
        assert "&lt;b&gt;" in page
        assert "people <b>" not in page


def test_a_form_belongs_to_one_term(cast: Cast, in_ours: World) -> None:
    with pytest.raises(RuleViolation) as violation:
        propose_term("fresh", "Means", other_forms="x, AGREEDS mark-a", by=cast.stella.actor)
    assert violation.value.refusal.code == "term_form_taken"
    assert forms_of("fresh", "") == ["fresh"]
