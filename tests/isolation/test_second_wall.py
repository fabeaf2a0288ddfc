"""Who sees which figure of a partner, and when? Before acceptance, after it, after release, and after a correction.

Through `visible_figures`, which every door asks, and through the pages themselves.
"""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.measurement import LAST
from communications.sandbox.world import Person, World
from initiatives.models import Initiative, Participation, Subject
from measurement.models import Adoption, Entry, Obligation, ReleasedCell, Total
from measurement.selectors.figures import Purpose, Seen, visible_figures
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from measurement.services.review import accept_entry
from tests.conftest import Cast
from tests.isolation.conftest import SignedIn

OTHERS = ("priya", "ada", "fay", "stella", "wes", "gwen", "oscar")
PARTNERS = ("paolo", "rita", "vera", "petra", "pia")
PEOPLE = {1: "paolo", 2: "petra", 3: "pia"}
HIDDEN = {
    *((year, "all") for year in (2019, 2020, 2021)),
    *((year, f"sex={sex}") for year in (2022, 2023) for sex in ("female", "male")),
}


def community(person: Person, world: World, code: str, **options: Any) -> dict[tuple[int, str], Seen]:
    """The composed series of an indicator as somebody sees it, by year and group."""
    with scope.tenant(world.tenant.pk):
        initiative = Initiative.objects.get(slug="first")
        adoption = Adoption.objects.select_related("indicator").get(initiative=initiative, indicator__code=code)
        figures = visible_figures(person.actor, initiative, **options)
        series = figures.community([adoption], breakdown=None).get(adoption.indicator_id, [])
    return {(each.period_end.year, each.breakdown): each for each in series}


def of_partner(person: Person, world: World, number: int, code: str = "share", **options: Any) -> dict[int, Decimal]:
    """One partner's own values as somebody sees them, by year."""
    with scope.tenant(world.tenant.pk):
        initiative = Initiative.objects.get(slug="first")
        subject = Subject.objects.select_related("organization").get(organization__code=f"p{number}")
        adoption = Adoption.objects.get(initiative=initiative, indicator__code=code)
        series = visible_figures(person.actor, initiative, **options).of_subject(subject)
    return {
        each.period_end.year: each.value for each in series.get(adoption.indicator_id, []) if each.value is not None
    }


def enter(world: World, number: int, count: int) -> Entry:
    """A partner enters and sends; what it sent before is accepted first, so that this is a correction."""
    person = world.people[PEOPLE[number]]
    with scope.tenant(world.tenant.pk):
        owed = Obligation.objects.select_related("round__initiative", "provider", "indicator").get(
            round=world.round, provider__code=f"p{number}"
        )
        for waiting in Entry.objects.filter(obligation=owed, state="submitted"):
            accept_entry(waiting.uid, by=world.people["dana"].actor)
        typed = Typed(str(count), "100", kept_because="Right")
        entry = save_entry(owed, typed, by=person.actor)
        send_submission(entry.submission, by=person.actor)
    return entry


def accept(world: World, *entries: Entry) -> None:
    with scope.tenant(world.tenant.pk):
        for entry in entries:
            accept_entry(entry.uid, by=world.people["dana"].actor)


def release(world: World) -> None:
    with scope.tenant(world.tenant.pk):
        release_round(world.round, by=world.people["dana"].actor)


def released_2025(cast: Cast, person: str = "stella") -> Decimal | None:
    seen = community(cast.ours.people[person], cast.ours, "share").get((2025, "all"))
    return seen.numerator if seen else None


def test_what_is_sent_is_seen_by_its_provider_and_the_data_manager_only(cast: Cast, signed_in: SignedIn) -> None:
    entry = enter(cast.ours, 1, 71)
    grid = cast.ours.path("partners/p1/rounds/year-2025/")
    for name in (*OTHERS, *PARTNERS, "dana"):
        person = cast.ours.people[name]
        assert 2025 not in of_partner(person, cast.ours, 1)
        answer = signed_in(person).get(grid)
        may = name in {"dana", "paolo", "rita", "vera"}
        assert (answer.status_code == 200) is may, name
        assert ('value="71"' in answer.content.decode()) is may, name
    assert entry.state in {"draft", "submitted"}


def test_what_is_accepted_counts_for_the_data_manager_and_for_others_not_yet(cast: Cast) -> None:
    accept(cast.ours, enter(cast.ours, 1, 71), enter(cast.ours, 3, 59))
    assert released_2025(cast, "dana") == 71 + 59 + 55
    for name in (*OTHERS, *PARTNERS):
        assert released_2025(cast, name) is None, name
    for name in ("paolo", "rita", "vera", "dana"):
        assert of_partner(cast.ours.people[name], cast.ours, 1)[2025] == 71
    for name in (*OTHERS, "petra", "pia"):
        assert of_partner(cast.ours.people[name], cast.ours, 1) == {}


def test_what_is_released_is_seen_by_all_as_a_total_only(cast: Cast, signed_in: SignedIn) -> None:
    accept(cast.ours, enter(cast.ours, 1, 71), enter(cast.ours, 3, 59))
    release(cast.ours)
    for name in ("dana", *OTHERS, *PARTNERS):
        assert released_2025(cast, name) == 185, name
        page = signed_in(cast.ours.people[name]).get(cast.ours.path("scorecard/")).content.decode()
        assert "61.7%" in page, name  # 185 of 300
    for name in (*OTHERS, "petra", "pia"):
        assert of_partner(cast.ours.people[name], cast.ours, 1) == {}
        page = signed_in(cast.ours.people[name]).get(cast.ours.path("indicators/share/")).content.decode()
        assert "71.0%" not in page, name


def test_a_seat_for_an_organization_shows_none_of_its_figures(cast: Cast, signed_in: SignedIn) -> None:
    assert of_partner(cast.stella, cast.ours, 1) == {}
    assert of_partner(cast.paolo, cast.ours, 1) != {}
    for page in ("partners/p1/", "partners/p1/rounds/", "partners/p1/rounds/year-2025/"):
        assert signed_in(cast.stella).get(cast.ours.path(page)).status_code == 404


def test_reports_are_made_of_released_figures_whoever_makes_them(cast: Cast) -> None:
    accept(cast.ours, enter(cast.ours, 1, 71), enter(cast.ours, 3, 59))
    for name in ("dana", "paolo"):
        person = cast.ours.people[name]
        assert (2025, "all") not in community(person, cast.ours, "share", purpose=Purpose.REPORT)
        assert of_partner(person, cast.ours, 1, purpose=Purpose.REPORT) == {}


@pytest.mark.parametrize("name", [*OTHERS, *PARTNERS])
def test_small_numbers_are_hidden_with_what_would_tell_them(cast: Cast, name: str) -> None:
    """A count, a zero, a rest, a group with the other one, from which the whole would tell it."""
    seen = community(cast.ours.people[name], cast.ours, "cells")
    assert {key for key, each in seen.items() if each.is_hidden} == HIDDEN
    for (year, breakdown), each in seen.items():
        if each.is_hidden:
            numbers = (each.value, each.numerator, each.denominator, each.lower, each.upper, each.contributors)
            assert numbers == (None,) * 6, (year, breakdown)
    assert {breakdown for year, breakdown in seen if year == 2022} == {"all", "sex=female", "sex=male"}
    assert seen[2024, "all"].numerator == 133
    assert community(cast.ours.people[name], cast.ours, "share")[2024, "all"].is_hidden


def test_the_data_manager_sees_small_numbers_and_the_database_keeps_none_for_others(cast: Cast) -> None:
    seen = community(cast.dana, cast.ours, "cells")
    assert [seen[year, "all"].numerator for year in (2019, 2020, 2021)] == [0, 7, 294]
    assert [seen[2022, f"sex={sex}"].numerator for sex in ("female", "male")] == [5, 127]
    with scope.tenant(cast.ours.tenant.pk):
        hidden = ReleasedCell.objects.filter(is_hidden=True)
        assert hidden.count() >= 7
        assert not hidden.exclude(value=None, numerator=None, denominator=None, lower=None, upper=None).exists()


@pytest.mark.parametrize("name", ["priya", "stella", "petra", "oscar"])
def test_no_page_says_a_hidden_number(cast: Cast, signed_in: SignedIn, name: str) -> None:
    """2020 is 2.3 %, 2021 98.0 %, 2022 and 2023 44.0 %; none of the shown years is."""
    client = signed_in(cast.ours.people[name])
    for page in ("scorecard/", "scorecard/?view=charts", "indicators/cells/", "", "reports/"):
        text = client.get(cast.ours.path(page)).content.decode()
        assert not re.search(r"\b(2\.3|98\.0|1\.7|42\.3|0\.0)\s?%", text), page
        assert not re.search(r"\b(7|294|5|127|126) of (300|132)\b", text), page
    assert "44.3%" in client.get(cast.ours.path("indicators/cells/")).content.decode()  # 2024, 133 of 300
    assert "2.3%" in signed_in(cast.dana).get(cast.ours.path("indicators/cells/")).content.decode()


def test_a_total_of_fewer_than_three_is_hidden(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        load_history(
            [
                LoadRow("cells", partner, "2016-01-01", "2016-12-31", str(count), str(count), "100")
                for partner, count in (("p1", 51), ("p2", 52))
            ],
            source="Two of three",
            by=cast.dana.actor,
        )
    assert community(cast.dana, cast.ours, "cells")[2016, "all"].numerator == 103
    release(cast.ours)
    for name in (*OTHERS, *PARTNERS):
        seen = community(cast.ours.people[name], cast.ours, "cells")[2016, "all"]
        assert (seen.is_hidden, seen.numerator) == (True, None), name


def test_a_correction_by_one_or_two_waits_and_by_three_enters(cast: Cast) -> None:
    """The total before less the total after would be one partner's change."""
    accept(cast.ours, enter(cast.ours, 1, 71), enter(cast.ours, 3, 59))
    release(cast.ours)
    for number, count in ((1, 72), (2, 64)):
        accept(cast.ours, enter(cast.ours, number, count))
        with pytest.raises(RuleViolation, match="nothing_to_release"):
            release(cast.ours)
        assert released_2025(cast) == 185
    accept(cast.ours, enter(cast.ours, 3, 60))
    release(cast.ours)
    assert released_2025(cast) == 72 + 64 + 60


def test_one_partner_correcting_three_times_is_still_one(cast: Cast) -> None:
    accept(cast.ours, enter(cast.ours, 1, 71), enter(cast.ours, 3, 59))
    release(cast.ours)
    for count in (72, 73, 74):
        accept(cast.ours, enter(cast.ours, 1, count))
    with pytest.raises(RuleViolation, match="nothing_to_release"):
        release(cast.ours)
    assert released_2025(cast) == 185


def test_groups_go_together_or_wait_together(cast: Cast) -> None:
    """If all three corrected the whole and only one the women, whole less men would be that one's women."""
    year = ("2015-01-01", "2015-12-31")

    def load(rows: list[tuple[str, int, str]], note: str) -> None:
        with scope.tenant(cast.ours.tenant.pk):
            load_history(
                [
                    LoadRow("cells", p, *year, str(n), str(n), "200", categories={"sex": sex} if sex else {})
                    for p, n, sex in rows
                ],
                source=note,
                by=cast.dana.actor,
            )

    parts = ("p1", "p2", "p3")
    load([(p, n, sex) for p in parts for sex, n in (("", 100), ("female", 60), ("male", 40))], "First")
    release(cast.ours)
    first = community(cast.stella, cast.ours, "cells")
    assert [first[2015, each].numerator for each in ("all", "sex=female", "sex=male")] == [300, 180, 120]

    load([*((p, 102, "") for p in parts), ("p1", 63, "female")], "Only one corrects the women")
    with pytest.raises(RuleViolation, match="nothing_to_release"):
        release(cast.ours)
    assert community(cast.stella, cast.ours, "cells")[2015, "all"].numerator == 300

    load([(p, 63, "female") for p in parts], "All do")
    release(cast.ours)
    later = community(cast.stella, cast.ours, "cells")
    assert [later[2015, each].numerator for each in ("all", "sex=female", "sex=male")] == [306, 189, 120]


def test_public_figures_are_everybodys(cast: Cast, signed_in: SignedIn) -> None:
    for name in ("dana", *OTHERS, *PARTNERS):
        seen = community(cast.ours.people[name], cast.ours, "rate")
        assert seen[2025, "all"].value == 57, name
        assert "57.0%" in signed_in(cast.ours.people[name]).get(cast.ours.path("scorecard/")).content.decode()


def test_another_initiative_sees_none_of_the_totals(cast: Cast) -> None:
    """The same indicator, the same partners: a total belongs to the initiative that adds it up."""
    with scope.tenant(cast.ours.tenant.pk):
        second = Initiative.objects.get(slug="second")
        Participation.objects.create(initiative=second, organization=cast.ours.partners[0])
        first = Adoption.objects.get(initiative__slug="first", indicator__code="share")
        adopted = Adoption.objects.create(
            initiative=second, indicator=first.indicator, composition="of_parts",
            outcome=second.outcomes.create(slug="outcome", name="Outcome"),
        )  # fmt: skip
        assert Total.objects.filter(initiative__slug="first").exists()
        for person in (cast.dana, cast.priya, cast.paolo):
            assert visible_figures(person.actor, second).community([adopted]) == {}
            assert visible_figures(person.actor, second, purpose=Purpose.REPORT).community([adopted]) == {}


def test_who_has_left_its_organization_sees_its_figures_no_more(cast: Cast) -> None:
    assert of_partner(cast.paolo, cast.ours, 1) != {}
    with scope.tenant(cast.ours.tenant.pk):
        cast.paolo.membership.partner_roles.update(ended_at="2026-01-01T00:00Z")
    assert of_partner(cast.paolo, cast.ours, 1) == {}


def test_a_stranger_sees_nothing_at_all(cast: Cast) -> None:
    for page in ("", "scorecard/", "indicators/share/", "partners/p1/"):
        assert Client().get(cast.ours.path(page)).status_code == 302
    assert LAST[1].year == 2025
