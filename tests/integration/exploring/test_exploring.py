"""What does somebody meet who explores: filters, small charts, comparisons, and nothing that is hidden from them?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from backbone.tenancy import scope
from communications.exploring.choices import partners_of
from communications.exploring.rules.asking import read_query
from communications.exploring.selectors import Exploration, explore
from communications.exploring.sets import series_of_set
from communications.sandbox.world import Person
from initiatives.models import Initiative
from measurement.models import Adoption
from measurement.selectors.figures import visible_figures
from tests.conftest import Cast
from tests.performance.counting import queries_of

HIDDEN = "Hidden to protect people"


def explored(person: Person, cast: Cast, query: str) -> Exploration:
    with scope.tenant(cast.ours.tenant.pk):
        initiative = Initiative.objects.select_related("area").get(slug="first")
        by = person.actor.within(initiative.pk)
        return explore(by, cast.ours.tenant, initiative, read_query(query), today=initiative.today())


def shown(person: Person, cast: Cast, query: str, code: str = "cells") -> dict[int, str]:
    """The figures of an indicator by year, as a reader of that page meets them."""
    found = {each.indicator.code: each for each in explored(person, cast, query).judgements}
    return {
        each.period_end.year: "hidden" if each.is_hidden else f"{each.numerator or each.value:f}".split(".")[0]
        for each in (found[code].figures if code in found else [])
    }


def page_of(sign_in: Any, person: Person, cast: Cast, query: str = "") -> str:
    answer = sign_in(person).get(cast.ours.path(f"explore/?{query}"))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_filters_leave_what_was_asked_for(cast: Cast) -> None:
    assert shown(cast.stella, cast, "from=2018-01-01&to=2019-12-31") == {2018: "123", 2019: "hidden"}
    improving = explored(cast.stella, cast, "verdict=improving").judgements
    assert {each.indicator.code for each in improving} == {"rate", "share"}
    assert explored(cast.stella, cast, "outcome=nothing").judgements == []
    assert shown(cast.stella, cast, "group=sex%3Dfemale", "rate").keys() == set(range(2018, 2026))
    assert shown(cast.stella, cast, "group=sex%3Dfemale") == {2022: "hidden", 2023: "hidden"}


def test_as_of_a_day_before_there_was_anything(cast: Cast) -> None:
    assert shown(cast.dana, cast, "as_of=2020-01-01", "rate") == {}
    assert shown(cast.dana, cast, "as_of=2020-01-01&partner=p1") == {}


def test_of_partners_others_are_read_what_is_public_only(cast: Cast) -> None:
    """Today and as of a day; one's own people read all."""
    with scope.tenant(cast.ours.tenant.pk):
        initiative = Initiative.objects.get(slug="first")
        partners, adopted = partners_of(initiative), [cast.ours.share.pk]
        tomorrow = initiative.today() + timedelta(days=1)
        for person, numbers in ((cast.dana, {1, 2, 3}), (cast.paolo, {1}), (cast.stella, set())):
            for as_of in (None, tomorrow):
                seen = visible_figures(person.actor, initiative, as_of=as_of).each_of_subjects(partners, adopted)
                found = {each.subject_id for each in seen}
                assert found == {
                    each.pk for each in partners if str(each.organization.code) in {f"p{n}" for n in numbers}
                }


def test_the_verdict_is_made_of_what_is_seen_only(cast: Cast) -> None:
    """The manager sees seven years of the small cells, everybody else the four that are shown."""
    for person, n in ((cast.dana, 7), (cast.stella, 4)):
        [cells] = [each for each in explored(person, cast, "").judgements if each.indicator.code == "cells"]
        assert cells.verdict.n == n, person.name


def test_partners_are_added_up_for_who_sees_them(cast: Cast) -> None:
    """Of 2020: 2, 2 and 3; a sector holds all three."""
    assert shown(cast.dana, cast, "partner=p1&partner=p3")[2020] == "5"
    assert shown(cast.dana, cast, "sector=nonprofit")[2020] == "7"
    refused = explored(cast.dana, cast, "partner=p1")
    assert [each.indicator.code for each in refused.refused] == ["rate"]


@pytest.mark.parametrize("name", ["priya", "stella", "paolo", "oscar"])
def test_others_get_the_totals_of_all_and_are_told(cast: Cast, sign_in: Any, name: str) -> None:
    person = cast.ours.people[name]
    assert shown(person, cast, "partner=p1&partner=p3") == shown(person, cast, "")
    page = page_of(sign_in, person, cast, "partner=p1&view=charts")
    assert "You see the totals of the whole initiative" in page
    assert "Chosen partners" not in page
    with scope.tenant(cast.ours.tenant.pk):
        initiative = Initiative.objects.get(slug="first")
        figures, partners = visible_figures(person.actor, initiative), partners_of(initiative)
        with pytest.raises(PermissionDenied):
            series_of_set(figures, list(Adoption.objects.all()), partners, "all")


def test_small_charts_hold_title_sentence_table_and_no_hidden_number(cast: Cast, sign_in: Any) -> None:
    page = page_of(sign_in, cast.stella, cast, "view=charts")
    charts = re.findall(r"<svg[^>]*chart narrow.*?</svg>", page, re.DOTALL)
    assert len(charts) == 3
    assert all('role="img"' in each and "<title>Indicator" in each and "<desc>" in each for each in charts)
    assert page.count("Show the figures as a table") == 3
    assert f'<td class="num">{HIDDEN}</td>' in page
    assert "rules/#hidden" in page
    assert not re.search(r"\b(2\.3|98\.0|1\.7|42\.3|0\.0)\s?%", page)
    axes = {tuple(re.findall(r'c-grid" d="M([\d.]+),[\d.]+H([\d.]+)"', each)[0])[1] for each in charts}
    assert len(axes) == 1


def test_two_periods(cast: Cast, sign_in: Any) -> None:
    page = page_of(sign_in, cast.dana, cast, "view=compare&a=2018&b=2020&indicator=cells")
    assert "From 41.0% in 2018 to 2.3% in 2020: −38.7 points." in page
    hidden = page_of(sign_in, cast.stella, cast, "view=compare&a=2018&b=2020&indicator=cells")
    assert "Hidden to protect people, so there is no difference to show." in hidden
    assert "41.0%" in hidden
    assert not re.search(r"\d points", hidden)


def test_two_groups_and_two_sets(cast: Cast, sign_in: Any) -> None:
    groups = "view=compare&compare=groups&a=sex%3Dfemale&b=sex%3Dmale&indicator=cells"
    assert "in 2023: −40.0 points." in page_of(sign_in, cast.dana, cast, groups)
    assert not re.search(r"\d points", page_of(sign_in, cast.stella, cast, groups))
    sets = "view=compare&compare=partners&a=partners%3Ap1&b=partners%3Ap3&indicator=cells"
    assert "3.0%" in page_of(sign_in, cast.dana, cast, sets)
    assert "67.0 points." in page_of(sign_in, cast.dana, cast, sets)
    others = page_of(sign_in, cast.stella, cast, sets)
    assert "You see the totals of the whole initiative" in others
    assert "3.0%" not in others


def test_empty_states_teach(cast: Cast, sign_in: Any) -> None:
    assert "No indicator fits these filters" in page_of(sign_in, cast.stella, cast, "verdict=falling")
    answer = sign_in(cast.dana).get(cast.ours.path("explore/").replace("/first/", "/second/"))
    assert "No indicator has been adopted yet" in answer.content.decode()


def test_more_partners_and_figures_take_no_more_queries(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.dana)
    for view in ("table", "charts"):
        few = len(queries_of(client, cast.ours.path(f"explore/?view={view}&partner=p1"))[1])
        many = len(queries_of(client, cast.ours.path(f"explore/?view={view}&sector=nonprofit"))[1])
        assert (few, many) == (few, few)
        assert few <= 16
