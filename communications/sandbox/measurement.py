"""What figures has the sandbox? Public history, an open round in every state, and known small cells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.tenancy.actors import Actor
from communications.sandbox import asking, small_cells
from initiatives.models import Outcome, Subject
from measurement.models import (
    Adoption,
    Breakdown,
    Category,
    Dimension,
    Entry,
    Flow,
    Indicator,
    IndicatorVersion,
    Part,
    Rebasing,
    Target,
)
from measurement.services.adoptions import set_baselines_to_first_point
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.evidence import add_evidence
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from measurement.services.review import accept_entries, return_entry
from measurement.services.rounds import Request, open_round

if TYPE_CHECKING:
    from communications.sandbox.world import World

LAST = (date(2025, 1, 1), date(2025, 12, 31))


def fill(world: World, manager: Actor) -> None:
    """Indicators, history, an open round, and a release in one tenant; called inside its scope."""
    Breakdown.objects.create(code=Breakdown.ALL, name="All")
    dimension = Dimension.objects.create(code="sex", name=f"Sex {world.mark}")
    for position, code in enumerate(("female", "male")):
        Category.objects.create(dimension=dimension, code=code, name=f"{code} {world.mark}", position=position)
    world.share = _indicator(world, "share", is_composed=True)
    _indicator(world, "rate", is_composed=False)
    _indicator(world, small_cells.INDICATOR, is_composed=True)
    Flow.objects.create(stock=world.share, indicator=Indicator.objects.get(code=small_cells.INDICATOR))
    _load(world, manager)
    small_cells.fill(world, manager)
    set_baselines_to_first_point(world.initiative)
    for adoption in Adoption.objects.filter(initiative=world.initiative):
        Target.objects.create(adoption=adoption, value=90, due_on=date(2030, 12, 31), statement=f"Target {world.mark}")
        Rebasing.objects.create(adoption=adoption, starts_on=date(2020, 1, 1), because=f"Reason {world.mark}")
    _round(world, manager)


def _indicator(world: World, code: str, *, is_composed: bool) -> Indicator:
    indicator = Indicator.objects.create(
        code=code, name=f"Indicator {code} {world.mark}", unit="%", kind="share", per=100, decimals=1,
        polarity="higher_better", frequency="annual", usual_lag_days=400,
        adds_over_partners="ratio_of_sums" if is_composed else "not_additive",
    )  # fmt: skip
    IndicatorVersion.objects.create(
        indicator=indicator, definition=f"Definition {world.mark}", method=f"Method {world.mark}",
        source=f"Source {world.mark}", note=f"Note {world.mark}",
    )  # fmt: skip
    adoption = Adoption.objects.create(
        initiative=world.initiative, indicator=indicator, outcome=Outcome.objects.get(initiative=world.initiative),
        composition=Adoption.Composition.OF_PARTS if is_composed else Adoption.Composition.OWN_SOURCE,
    )  # fmt: skip
    if is_composed:
        subjects = Subject.objects.filter(organization__in=world.partners)
        Part.objects.bulk_create(Part(adoption=adoption, subject=subject) for subject in subjects)
    return indicator


def _load(world: World, manager: Actor) -> None:
    """The area's published rate with groups; partners' own counts, which are not public; one year has small cells."""
    area = world.initiative.area.code
    public = [
        LoadRow("rate", place, f"{year}-01-01", f"{year}-12-31", str(50 + year - 2018), categories=categories)
        for year in range(2018, 2026)
        for place in (area, f"{world.mark}-country")
        for categories in ({}, {"sex": "female"}, {"sex": "male"})
    ]
    load_history(
        public, source=f"Published source {world.mark}", note=f"Vintage {world.mark}", is_public=True, by=manager
    )
    own = [
        LoadRow(world.share.code, partner.code, f"{year}-01-01", f"{year}-12-31", str(count), str(count), "100")
        for number, partner in enumerate(world.partners)
        for year in range(2018, 2025)
        for count in [_count(year, number)]
    ]
    load_history(own, source=f"Partners' records {world.mark}", by=manager)
    world.small_cells.append(
        {"indicator": world.share.code, "period": "2024", "organization": None, "breakdown": "all", "count": 7}
    )


def _count(year: int, number: int) -> int:
    """Counts of 2024 add up to 7, which is under the threshold."""
    return (2, 2, 3)[number] if year == 2024 else 40 + year - 2018 + 5 * number


def _round(world: World, manager: Actor) -> None:
    """An open round: the first partner has a draft, the second sent, the third was returned one and sent another."""
    today = timezone.now().date()
    asking.assign_all(world, manager)
    world.round = open_round(
        world.initiative, slug="year-2025", name=f"Round {world.mark}", opens_on=today - timedelta(days=10),
        due_on=today + timedelta(days=10), closes_on=today + timedelta(days=20),
        requests=[Request(world.share, *LAST)], by=manager,
    )  # fmt: skip
    release_round(world.round, by=manager)
    for number, name in enumerate(("paolo", "petra", "pia"), 1):
        _enter(world, number, name)
    third = Entry.objects.get(submission__provider=world.partners[2])
    return_entry(third.uid, note=f"Please check {world.partner_mark(3)}", by=manager)
    second = Entry.objects.get(submission__provider=world.partners[1])
    accept_entries([second.uid], by=manager)
    _enter(world, 2, "petra", count=61)
    asking.plan(world, manager)


def _enter(world: World, number: int, name: str, count: int = 55) -> None:
    partner, person = world.partners[number - 1], world.people[name]
    owed = world.round.obligations.select_related("round__initiative", "provider", "indicator").get(provider=partner)
    typed = Typed(
        numerator=str(count), denominator="100", note=f"Note {world.partner_mark(number)}",
        kept_because=f"Because {world.partner_mark(number)}",
    )  # fmt: skip
    entry = save_entry(owed, typed, by=person.actor)
    mark = world.partner_mark(number)
    add_evidence(owed, f"Evidence {mark}.txt", f"Counted: {count}, {mark}".encode(), by=person.actor)
    if number > 1:
        send_submission(entry.submission, by=person.actor)
