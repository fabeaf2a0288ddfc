"""Totals that people see: by year, from groups, as ranges; and totals as partners join, leave, merge and split."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.tenancy import scope
from communications.sandbox.measurement import LAST
from communications.sandbox.world import World
from initiatives.models import Organization, Outcome, Subject
from initiatives.services.partners import merge
from measurement.models import (
    Adoption,
    Assignment,
    Dimension,
    Entry,
    Indicator,
    IndicatorVersion,
    Obligation,
    Part,
    Total,
)
from measurement.selectors.entries import findings_each
from measurement.selectors.figures import visible_figures
from measurement.services.assignments import assign
from measurement.services.composition import declare_part, withdraw_part
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.loading import LoadRow, load_history
from measurement.services.review import accept_entry
from measurement.services.rounds import Request, ask_for
from measurement.services.totals import rebuild
from tests.conftest import Cast

QUARTERS = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]


def adopted(world: World, code: str, *, in_parts: bool = True, **given: Any) -> Adoption:
    plain = {
        "kind": "count", "counting_unit": "visits", "adds_over_partners": "sum", "polarity": "neutral",
        "frequency": "quarterly", "name": f"Indicator {code}",
    }  # fmt: skip
    indicator = Indicator.objects.create(code=code, **plain | given)
    IndicatorVersion.objects.create(indicator=indicator, definition="So it is")
    made = Adoption.objects.create(
        initiative=world.initiative, indicator=indicator, outcome=Outcome.objects.get(initiative=world.initiative),
        composition="of_parts" if in_parts else "own_source",
    )  # fmt: skip
    if in_parts:
        subjects = Subject.objects.filter(organization__in=world.partners)
        Part.objects.bulk_create(Part(adoption=made, subject=subject) for subject in subjects)
    return made


def quarter(code: str, subject: str, year: int, place: int, value: str | None, **more: Any) -> LoadRow:
    start, end = QUARTERS[place]
    return LoadRow(code, subject, f"{year}-{start}", f"{year}-{end}", value, **more)


def page(cast: Cast, sign_in: Any, who: str, code: str) -> str:
    text: str = sign_in(getattr(cast, who)).get(cast.ours.path(f"indicators/{code}/")).content.decode()
    return " ".join(text.split())


def section(text: str, name: str) -> str:
    return text.split(f'id="{name}"')[1].split("</section>")[0]


def test_a_year_is_added_up_of_quarters_and_provisional_until_all_are_there(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        adopted(world, "visits")
        rows = [
            quarter("visits", partner.code, year, place, str(10 + place))
            for partner in world.partners
            for year in (2024, 2025)
            for place in range(4 if year == 2024 else 3)
        ]
        load_history(rows, source="A", is_public=True, by=cast.dana.actor)

    for who in ("dana", "stella"):
        found = section(page(cast, sign_in, who, "visits"), "by-year")
        assert ">138<" in found  # three times 10 + 11 + 12 + 13
        assert ">99<" in found
        assert found.count("Provisional") == 1
        assert "3 of 4" in found


def test_what_others_may_not_see_is_in_no_year_of_theirs(cast: Cast, sign_in: Any) -> None:
    """One quarter of four was released: the year that others see is made of it alone."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        adopted(world, "visits")
        for place in range(4):
            rows = [quarter("visits", each.code, 2024, place, str(1000 + place)) for each in world.partners]
            load_history(rows, source="A", is_public=place == 0, by=cast.dana.actor)

    assert ">12 018<" in section(page(cast, sign_in, "dana", "visits"), "by-year")
    others = section(page(cast, sign_in, "stella", "visits"), "by-year")
    assert "1 of 4" in others
    assert ">3000<" in others
    assert "Provisional" in others


def test_a_year_of_people_counted_once_a_year_is_refused_with_the_reason(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        adopted(world, "people", counting_unit="people", unduplicated_within="partner_year")
        load_history(
            [quarter("people", each.code, 2024, 0, "70") for each in world.partners], source="A", by=cast.dana.actor
        )

    found = section(page(cast, sign_in, "dana", "people"), "by-year")

    assert "Not added up." in found
    assert "never summed from shorter periods" in found
    assert ">210<" not in found


def test_a_part_hidden_by_its_source_makes_a_range_for_all_readers(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    first, second, third = (each.code for each in world.partners)
    with scope.tenant(world.tenant.pk):
        adoption = adopted(world, "visits")
        hidden = quarter("visits", third, 2024, 0, None, presence="suppressed", upper="4", original_text="<5")
        numbers = [quarter("visits", first, 2024, 0, "50"), quarter("visits", second, 2024, 0, "60")]
        load_history([*numbers, hidden], source="A", is_public=True, by=cast.dana.actor)
        for who in (cast.dana, cast.stella):
            [seen] = visible_figures(who.actor, world.initiative).community([adoption])[adoption.indicator_id]
            assert (seen.value, seen.lower, seen.upper, seen.presence) == (
                None,
                Decimal(110),
                Decimal(114),
                "suppressed",
            )
            assert (seen.contributors, seen.expected, seen.coverage) == (2, 3, Decimal(1))

    for who_name in ("dana", "stella"):
        text = page(cast, sign_in, who_name, "visits")
        assert "110 to 114" in section(text, "figures")
        assert "A part is hidden" in section(text, "by-year")


def test_wholes_are_offered_from_groups_that_partition_and_refused_of_those_that_do_not(
    cast: Cast, sign_in: Any
) -> None:
    world = cast.ours
    area = world.initiative.area.code
    with scope.tenant(world.tenant.pk):
        adopted(world, "groups", in_parts=False, kind="share", per=100, counting_unit="people", decimals=1)
        both = [
            quarter(
                "groups", area, 2024, 0, str(top / 2), numerator=str(top), denominator="200", categories={"sex": sex}
            )
            for sex, top in (("female", 60), ("male", 100))
        ]
        one = [quarter("groups", area, 2024, 1, "30", numerator="60", denominator="200", categories={"sex": "female"})]
        load_history([*both, *one], source="A", is_public=True, by=cast.dana.actor)

    found = section(page(cast, sign_in, "stella", "groups"), "from-groups")
    assert "40.0%" in found  # 160 of 400
    assert "Not all groups are there: male is missing." in found

    with scope.tenant(world.tenant.pk):
        Dimension.objects.filter(code="sex").update(partitions=False)
    found = section(page(cast, sign_in, "stella", "groups"), "from-groups")
    assert "overlap" in found
    assert "40.0%" not in found


def test_chance_is_said_beside_the_latest_figure_and_the_groups(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    area = world.initiative.area.code
    with scope.tenant(world.tenant.pk):
        adopted(world, "share-of", in_parts=False, kind="share", per=100, counting_unit="people", decimals=1)
        rows = [
            quarter("share-of", area, 2024, 0, "30.8", numerator="81", denominator="263", categories=of)
            for of in ({}, {"sex": "female"}, {"sex": "male"})
        ]
        load_history(rows, source="A", is_public=True, by=cast.dana.actor)

    text = page(cast, sign_in, "stella", "share-of")

    assert text.count("25.5% to 36.6%") == 3
    assert "Chance variation" in text


def test_a_rate_is_standardised_by_the_population_that_was_entered(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    area = world.initiative.area.code
    with scope.tenant(world.tenant.pk):
        adopted(
            world, "deaths", in_parts=False, kind="ratio", per=1000, counting_unit="events", decimals=1,
            adds_over_partners="ratio_of_sums", frequency="annual",
        )  # fmt: skip
        rows = [
            LoadRow("deaths", area, "2024-01-01", "2024-12-31", "0", str(top), str(of), categories={"sex": sex})
            for sex, top, of in (("female", 10, 1000), ("male", 90, 3000))
        ]
        load_history(rows, source="A", is_public=True, by=cast.dana.actor)
    assert 'id="standardised"' not in page(cast, sign_in, "stella", "deaths")

    group = reverse("measurement:dimension-group", args=(world.tenant.slug, world.initiative.slug, "sex"))
    for sex, standard in (("female", "60"), ("male", "40")):
        sign_in(cast.dana).post(group, {"act": "standard", "category": sex, "standard": standard})
    found = section(page(cast, sign_in, "stella", "deaths"), "standardised")
    assert ">25.0<" in found
    assert ">18.0<" in found
    assert " to " in found

    said = sign_in(cast.dana).post(group, {"act": "standard", "category": "male", "standard": "-1"}, follow=True)
    assert "a number above 0" in said.content.decode()
    assert sign_in(cast.stella).post(group, {"act": "standard", "category": "male"}).status_code == 403


@pytest.fixture
def heads(in_ours: World) -> Adoption:
    return adopted(in_ours, "heads", frequency="annual")


def year_of(code: str, values: dict[str, str], year: int) -> list[LoadRow]:
    return [LoadRow(code, subject, f"{year}-01-01", f"{year}-12-31", value) for subject, value in values.items()]


def total_of(adoption: Adoption, year: int) -> tuple[Any, ...]:
    found = Total.objects.get(indicator=adoption.indicator, period_start=date(year, 1, 1))
    return found.value, found.contributors, found.expected, found.coverage


def test_a_partner_is_expected_from_its_first_full_period(cast: Cast, in_ours: World, heads: Adoption) -> None:
    """It joins in the middle of 2023 and leaves in the middle of 2025: what it sent for those years counts nowhere."""
    joiner = Organization.objects.create(code="joiner", name="Joiner")
    subject = Subject.objects.create(organization=joiner)
    declare_part(heads, subject, by=cast.dana.actor, starts_on=date(2023, 7, 1), ends_on=date(2025, 6, 30))
    values = {each.code: "10" for each in in_ours.partners} | {"joiner": "30"}
    for year in (2022, 2023, 2024, 2025):
        load_history(year_of("heads", values, year), source=f"Y{year}", by=cast.dana.actor)

    assert total_of(heads, 2022) == (30, 3, 3, 1)
    assert total_of(heads, 2023) == (30, 3, 3, 1)
    assert total_of(heads, 2024) == (60, 4, 4, 1)
    assert total_of(heads, 2025) == (30, 3, 3, 1)


def test_a_partner_that_has_not_sent_lowers_coverage_by_its_last_known_size(
    cast: Cast, in_ours: World, heads: Adoption
) -> None:
    first, second, third = (each.code for each in in_ours.partners)
    load_history(year_of("heads", {first: "10", second: "10", third: "80"}, 2023), source="A", by=cast.dana.actor)
    load_history(year_of("heads", {first: "11", second: "11"}, 2024), source="B", by=cast.dana.actor)

    assert total_of(heads, 2024) == (22, 2, 3, Decimal("0.2"))


def test_after_a_merger_the_successor_stands_for_both_and_history_stays(
    cast: Cast, in_ours: World, heads: Adoption
) -> None:
    first, second, third = in_ours.partners
    by = cast.dana.actor
    values = {each.code: "10" for each in in_ours.partners}
    load_history(year_of("heads", values, 2024), source="A", by=by)
    successor = Organization.objects.create(code="joint", name="Joint")
    joint = Subject.objects.create(organization=successor)
    merge([first, second], successor, took_effect_on=date(2025, 1, 1), by=by)
    for gone in (first, second):
        subject = Subject.objects.get(organization=gone)
        withdraw_part(heads, subject, None, by=by)
        declare_part(heads, subject, ends_on=date(2024, 12, 31), by=by)
    declare_part(heads, joint, starts_on=date(2025, 1, 1), by=by)
    rebuild()
    load_history(year_of("heads", {"joint": "25", third.code: "10", first.code: "99"}, 2025), source="B", by=by)

    assert total_of(heads, 2024) == (30, 3, 3, 1)
    assert total_of(heads, 2025) == (35, 2, 2, 1)  # what the first would still send stands, and counts twice nowhere


def test_after_a_split_both_successors_are_expected(cast: Cast, in_ours: World, heads: Adoption) -> None:
    first, second, third = in_ours.partners
    by = cast.dana.actor
    load_history(year_of("heads", {each.code: "10" for each in in_ours.partners}, 2024), source="A", by=by)
    subject = Subject.objects.get(organization=first)
    withdraw_part(heads, subject, None, by=by)
    declare_part(heads, subject, ends_on=date(2024, 12, 31), by=by)
    for code in ("north", "south"):
        piece = Subject.objects.create(organization=Organization.objects.create(code=code, name=code))
        declare_part(heads, piece, starts_on=date(2025, 1, 1), by=by)
    rebuild()
    load_history(year_of("heads", {"north": "6", second.code: "10", third.code: "10"}, 2025), source="B", by=by)

    assert total_of(heads, 2024) == (30, 3, 3, 1)
    assert total_of(heads, 2025) == (26, 3, 4, Decimal("0.75"))


def test_a_rate_out_of_nobody_has_no_value_and_is_not_infinite(cast: Cast, in_ours: World) -> None:
    adoption = adopted(
        in_ours, "rate-n", kind="ratio", per=10_000, adds_over_partners="ratio_of_sums", frequency="annual"
    )
    rows = [
        LoadRow("rate-n", each.code, f"{year}-01-01", f"{year}-12-31", "0", numerator=top, denominator=out_of)
        for each in in_ours.partners
        for year, top, out_of in ((2024, "0", "0"), (2025, "1", "70000"))
    ]
    load_history(rows, source="A", by=cast.dana.actor)

    assert total_of(adoption, 2024) == (None, 3, 3, 1)
    assert total_of(adoption, 2025)[0] == Decimal("0.14285714")


def test_partners_send_the_weight_of_a_mean_and_it_counts_by_it(cast: Cast, in_ours: World) -> None:
    adoption = adopted(
        in_ours, "score", kind="mean", counting_unit="none", adds_over_partners="weighted_mean", frequency="annual"
    )
    asked = Assignment(adoption=adoption, reach="all")
    assign(asked, by=cast.dana.actor, now=timezone.now())
    ask_for(in_ours.round, [Request(in_ours.share, *LAST), Request(adoption.indicator, *LAST)], by=cast.dana.actor)
    for number, name, value, weight in ((1, "paolo", "4", "30"), (2, "petra", "1", "10")):
        row = Obligation.objects.select_related("round__initiative", "provider", "indicator").get(
            round=in_ours.round, indicator=adoption.indicator, provider=in_ours.partners[number - 1]
        )
        by = getattr(cast, name).actor
        unweighted = save_entry(row, Typed(value=value), by=by)
        assert ("number_missing", "denominator") in {(each.code, each.field) for each in findings_each([unweighted])[0]}
        entry = save_entry(row, Typed(value=value, denominator=weight, version=unweighted.version), by=by)
        send_submission(entry.submission, by=by)
        accept_entry(Entry.objects.get(pk=entry.pk).uid, by=cast.dana.actor)

    assert total_of(adoption, 2025)[:3] == (Decimal("3.25"), 2, 3)  # (4 x 30 + 1 x 10) / 40
