"""Totals as partners join, leave, merge and split, and of means with their weights."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from communications.sandbox.measurement import LAST
from communications.sandbox.world import World
from initiatives.models import Organization, Subject
from initiatives.services.partners import merge
from measurement.models import (
    Adoption,
    Assignment,
    Entry,
    Obligation,
    Total,
)
from measurement.selectors.entries import findings_each
from measurement.services.assignments import assign
from measurement.services.composition import declare_part, withdraw_part
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.loading import LoadRow, load_history
from measurement.services.review import accept_entry
from measurement.services.rounds import Request, ask_for
from measurement.services.totals import rebuild
from tests.conftest import Cast
from tests.integration.measurement.test_adding_up import adopted


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
