"""Totals that people see: by year, from groups, as ranges."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from backbone.tenancy import scope
from communications.sandbox.world import World
from initiatives.models import Outcome, Subject
from measurement.models import (
    Adoption,
    Dimension,
    Indicator,
    IndicatorVersion,
    Part,
)
from measurement.selectors.figures import visible_figures
from measurement.services.loading import LoadRow, load_history
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
