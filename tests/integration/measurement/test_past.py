"""What did a reader see at the end of a past day? What stood then, and never more than may be seen today."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from django.test import Client

from backbone.tenancy import scope
from communications.sandbox.world import Person, World
from initiatives.models import Subject
from measurement.models import Adoption, IndicatorVersion, Observation, Release, ReleasedCell, Total
from measurement.selectors.figures import Purpose, visible_figures
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from tests.conftest import Cast

YEAR = "2021-01-01", "2021-12-31"


def days_pass(world: World, days: int) -> None:
    """All that was written lies so many days further back."""
    back = timedelta(days=days)
    with scope.tenant(world.tenant.pk):
        for model, field in (
            (Observation, "recorded_at"), (Observation, "superseded_at"), (Release, "released_at"),
            (IndicatorVersion, "made_at"),
        ):  # fmt: skip
            model.objects.update(**{field: F(field) - back})


def ago(world: World, days: int) -> date:
    today: date = world.initiative.today()
    return today - timedelta(days=days)


def total(world: World, person: Person, as_of: date | None = None) -> Decimal | None:
    """The numerator of the partners' joint share of 2021, as somebody sees it."""
    with scope.tenant(world.tenant.pk):
        adoption = Adoption.objects.select_related("indicator").get(initiative=world.initiative, indicator=world.share)
        figures = visible_figures(person.actor, world.initiative, as_of=as_of).community([adoption])
    return next((each.numerator for each in figures[world.share.pk] if each.period_end.year == 2021), None)


def correct(world: World, dana: Person, **counts: str) -> None:
    """Other counts of 2021, from the partners' own records."""
    rows = [LoadRow(world.share.code, code, *YEAR, count, count, "100") for code, count in counts.items()]
    with scope.tenant(world.tenant.pk):
        load_history(rows, source="Corrections", by=dana.actor)


def release(world: World, dana: Person) -> None:
    with scope.tenant(world.tenant.pk):
        release_round(world.round, by=dana.actor)


@pytest.fixture
def corrected(cast: Cast) -> World:
    """Released thirty days ago; all three partners corrected ten days ago; released again five days ago."""
    world = cast.ours
    days_pass(world, 20)
    correct(world, cast.dana, p1="53", p2="58", p3="63")
    days_pass(world, 5)
    release(world, cast.dana)
    days_pass(world, 5)
    return world


def test_a_correction_counts_from_the_day_on_which_each_reader_could_see_it(cast: Cast, corrected: World) -> None:
    before, now = Decimal(43 + 48 + 53), Decimal(53 + 58 + 63)
    found = {
        name: [total(corrected, cast.ours.people[name], ago(corrected, days)) for days in (31, 15, 10, 7, 5, 0)]
        for name in ("dana", "stella", "paolo")
    }
    assert found["dana"] == [None, before, now, now, now, now]
    assert found["stella"] == found["paolo"] == [None, before, before, before, now, now]
    assert total(corrected, cast.dana) == total(corrected, cast.stella) == now


def test_totals_added_up_again_are_those_that_were_kept(cast: Cast, corrected: World) -> None:
    """Sums, contributors, coverage and the joint share, of every composed indicator, period and group."""
    with scope.tenant(corrected.tenant.pk):
        composed = list(
            Adoption.objects.filter(initiative=corrected.initiative, composition="of_parts").select_related("indicator")
        )
        kept = visible_figures(cast.dana.actor, corrected.initiative).community(composed, breakdown=None)
        today = visible_figures(cast.dana.actor, corrected.initiative, as_of=ago(corrected, 0))
        again = today.community(composed, breakdown=None)
        assert {pk: sorted(rows, key=str) for pk, rows in again.items()} == {
            pk: sorted(rows, key=str) for pk, rows in kept.items()
        }
        assert sum(len(rows) for rows in kept.values()) == Total.objects.filter(contributors__gt=0).count() > 8


def test_a_partner_sees_its_own_past_in_every_state_and_no_others(cast: Cast, corrected: World) -> None:
    def own(person: Person, number: int, days: int) -> Decimal | None:
        with scope.tenant(corrected.tenant.pk):
            subject = Subject.objects.select_related("organization").get(organization__code=f"p{number}")
            figures = visible_figures(person.actor, corrected.initiative, as_of=ago(corrected, days))
            series = figures.of_subject(subject).get(corrected.share.pk, [])
        return next((each.numerator for each in series if each.period_end.year == 2021), None)

    assert [own(cast.paolo, 1, days) for days in (31, 15, 10, 0)] == [None, 43, 53, 53]
    assert [own(person, 1, days) for person in (cast.petra, cast.stella, cast.fay) for days in (15, 0)] == [None] * 6
    assert own(cast.dana, 1, 15) == 43


@pytest.mark.parametrize(
    ("since", "seen"),
    [
        pytest.param(lambda cells: cells.update(value=Decimal(1)), 144, id="corrected"),
        pytest.param(
            lambda cells: cells.update(is_hidden=True, value=None, numerator=None, denominator=None),
            None,
            id="hidden since",
        ),
        pytest.param(lambda cells: cells.delete(), "absent", id="taken back since"),
    ],
)
def test_what_was_seen_then_and_hidden_since_stays_hidden(
    cast: Cast, corrected: World, since: Callable[..., object], seen: object
) -> None:
    with scope.tenant(corrected.tenant.pk):
        since(ReleasedCell.objects.filter(indicator=corrected.share, period_start=YEAR[0], replaced_by=None))
        adoption = Adoption.objects.select_related("indicator").get(
            initiative=corrected.initiative, indicator=corrected.share
        )
        for purpose in Purpose:
            figures = visible_figures(
                cast.stella.actor, corrected.initiative, purpose=purpose, as_of=ago(corrected, 15)
            ).community([adoption])[corrected.share.pk]
            found = [each for each in figures if each.period_end.year == 2021]
            assert [each.numerator for each in found] == ([] if seen == "absent" else [seen])
            assert all(each.is_hidden and each.contributors is None for each in found) is (seen != 144)


def test_a_hidden_group_hides_what_else_changed_in_its_period(cast: Cast, in_ours: World) -> None:
    """The whole less one group is the other group: none of them may come back by its date."""
    female = ReleasedCell.objects.get(
        indicator__code="rate", subject__area=in_ours.initiative.area_id, period_start="2020-01-01",
        breakdown__code="sex=female", replaced_by=None,
    )  # fmt: skip
    days_pass(in_ours, 20)
    area = in_ours.initiative.area.code
    rows = [
        LoadRow("rate", area, "2020-01-01", "2020-12-31", "71", categories=groups) for groups in ({}, {"sex": "female"})
    ]
    load_history(rows, source="Corrections", is_public=True, by=cast.dana.actor)
    ReleasedCell.objects.filter(
        replaced_by=None, indicator=female.indicator, subject=female.subject, period_start="2020-01-01",
        breakdown=female.breakdown,
    ).update(is_hidden=True, value=None)  # fmt: skip
    adoption = Adoption.objects.select_related("indicator").get(initiative=in_ours.initiative, indicator__code="rate")
    figures = visible_figures(cast.stella.actor, in_ours.initiative, as_of=ago(in_ours, 10))
    then = figures.community([adoption], breakdown=None)[adoption.indicator_id]
    found = {each.breakdown: each.value for each in then if each.period_end.year == 2020}
    assert found == {"all": None, "sex=female": None, "sex=male": Decimal(52)}


def test_another_tenant_sees_nothing_of_any_day(cast: Cast, corrected: World) -> None:
    with scope.tenant(cast.theirs.tenant.pk):
        figures = visible_figures(cast.olga.actor, corrected.initiative, as_of=ago(corrected, 0))
        adoption = Adoption(initiative=corrected.initiative, indicator=corrected.share, composition="of_parts")
        assert figures.community([adoption], breakdown=None) == {}


def test_page_and_scorecard_say_as_of_which_day_they_are(
    cast: Cast, corrected: World, sign_in: Callable[[Person], Client]
) -> None:
    day = ago(corrected, 15)
    for page in ("scorecard/", f"indicators/{corrected.share.code}/"):
        then = sign_in(cast.stella).get(corrected.path(page), {"as_of": day.isoformat()}).content.decode()
        assert f"As it stood on {day.day} {day:%B %Y}" in then
        assert "As it stands today" in then
        assert "As it stands today" not in sign_in(cast.stella).get(corrected.path(page)).content.decode()
    assert "48.0%" in then  # 144 of 300
    assert "58.0%" not in then
    before_all = sign_in(cast.dana).get(corrected.path(page), {"as_of": "2001-01-01"})
    assert "No figure for the whole" in before_all.content.decode()
    assert "Definition A" not in before_all.content.decode()


@pytest.mark.parametrize("typed", ["2999-01-01", "9999-12-31", "soon", "2025-02-31", "x" * 500])
def test_a_day_that_cannot_be_asked_is_answered_with_a_sentence(
    cast: Cast, sign_in: Callable[[Person], Client], typed: str
) -> None:
    for page in ("scorecard/", "indicators/share/"):
        answer = sign_in(cast.stella).get(cast.ours.path(page), {"as_of": typed})
        assert answer.status_code == 200
        assert "This is how it stands today." in answer.content.decode()
    assert sign_in(cast.stella).get(cast.ours.path(page), {"as_of": "0001-01-01"}).status_code == 200


def test_the_history_of_a_figure_hides_what_was_hidden_since(
    cast: Cast, corrected: World, sign_in: Callable[[Person], Client]
) -> None:
    page, asked = corrected.path(f"indicators/{corrected.share.code}/figure/"), {"from": YEAR[0], "to": YEAR[1]}
    assert "48.0%" in sign_in(cast.stella).get(page, asked).content.decode()
    with scope.tenant(corrected.tenant.pk):
        ReleasedCell.objects.filter(indicator=corrected.share, period_start=YEAR[0], replaced_by=None).update(
            is_hidden=True, value=None, numerator=None, denominator=None
        )
    assert "48.0%" not in sign_in(cast.stella).get(page, asked).content.decode()
    assert "48.0%" in sign_in(cast.dana).get(page, asked).content.decode()


def test_revisions_say_from_what_to_what_and_why(
    cast: Cast, corrected: World, sign_in: Callable[[Person], Client]
) -> None:
    path = corrected.path(f"indicators/{corrected.share.code}/revisions/")

    def said(**query: str) -> str:
        return " ".join(sign_in(cast.stella).get(path, query).content.decode().split())

    row = '<td class="num dim" data-l="Before">48.0%</td> <td class="num now" data-l="Since then">58.0%</td>'
    assert row in said()
    assert f"Corrected figures of partners, released with {corrected.round.name}" in said()
    assert "No released figure has changed" in said(as_of=ago(corrected, 15).isoformat())
    with scope.tenant(corrected.tenant.pk):
        ReleasedCell.objects.filter(indicator=corrected.share, period_start=YEAR[0], replaced_by=None).update(
            is_hidden=True, value=None, numerator=None, denominator=None
        )
    assert "48.0%" not in said()


def test_a_sources_revision_gives_its_note(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    world = cast.ours
    rows = [LoadRow("rate", world.initiative.area.code, *YEAR, "54.5")]
    with scope.tenant(world.tenant.pk):
        load_history(rows, source="Office", note="New population figures", is_public=True, by=cast.dana.actor)
    page = sign_in(cast.paolo).get(world.path("indicators/rate/revisions/")).content.decode()
    assert "Office: New population figures" in page
    assert "53.0%" in page
    assert "54.5%" in page
