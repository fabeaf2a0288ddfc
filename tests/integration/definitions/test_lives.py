"""An indicator's life: proposed, discussed, stopped by a word, active, redefined, retired, replaced."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.relay import relay
from communications.reports.services.making import make_report, remake_report
from communications.sandbox.world import World
from initiatives.models import Term
from initiatives.services.terms import agree_term, retire_term
from measurement.forms.definitions import given_by
from measurement.models import Adoption, DefinitionChange, Indicator, Observation
from measurement.selectors.definitions import latest_version
from measurement.services.definitions import Definition, correct_definition, propose_indicator, redefine_indicator
from measurement.services.lives import activate_indicator, retire_indicator
from tests.conftest import Cast, work_off
from tests.integration.definitions.conftest import Look

PLAIN = Definition(
    name="New", kind="count", polarity="higher_better", frequency="annual", definition="Everybody who came."
)


def standing(indicator: Indicator) -> tuple[Definition, int]:
    """What an indicator's form would hold, and its edition."""
    indicator.refresh_from_db()
    given = given_by(indicator, latest_version(indicator))
    edition = given.pop("edition")
    del given["dimensions"]
    return Definition(**given), edition


def refused(call: Any) -> str:
    with pytest.raises(RuleViolation) as violation:
        call()
    return violation.value.refusal.code


def test_a_word_without_agreement_stops_it(cast: Cast, in_ours: World) -> None:
    indicator = Indicator.objects.get(code="cohort")
    assert refused(lambda: activate_indicator(indicator, by=cast.dana.actor)) == "terms_not_agreed"

    agree_term(Term.objects.get(slug="proposed-mark-a"), by=cast.priya.actor)
    activate_indicator(indicator, by=cast.dana.actor)

    indicator.refresh_from_db()
    assert indicator.state == Indicator.State.ACTIVE
    assert refused(lambda: activate_indicator(indicator, by=cast.dana.actor)) == "indicator_not_in_state"


def test_a_retired_word_stops_it_too_and_active_ones_stay_active(cast: Cast, in_ours: World) -> None:
    word = Term.objects.get(slug="agreed-mark-a")
    wanted = replace(PLAIN, definition="All agreed MARK-A people")
    first = activate_indicator(propose_indicator("one", wanted, by=cast.dana.actor), by=cast.dana.actor)
    retire_term(word, because="Out of use", by=cast.dana.actor)

    second = propose_indicator("two", wanted, by=cast.dana.actor)
    assert refused(lambda: activate_indicator(second, by=cast.dana.actor)) == "terms_not_agreed"
    first.refresh_from_db()
    assert first.state == Indicator.State.ACTIVE
    # A correction that does not bring the word in is none the worse for it.
    given, edition = standing(first)
    correct_definition(first, replace(given, name="One"), edition=edition, by=cast.dana.actor)


def test_an_active_one_may_not_take_up_a_word_nobody_agreed(cast: Cast, in_ours: World) -> None:
    rate = Indicator.objects.get(code="rate")
    given, edition = standing(rate)
    wanted = replace(given, definition="All the proposed MARK-A ones")
    assert refused(lambda: correct_definition(rate, wanted, edition=edition, by=cast.dana.actor)) == "terms_not_agreed"


def test_a_correction_breaks_nothing_tells_nobody_and_is_kept(cast: Cast, in_ours: World) -> None:
    share = in_ours.share
    given, edition = standing(share)
    relay(timezone.now())

    correct_definition(share, replace(given, definition="Definition MARK-A."), edition=edition, by=cast.dana.actor)

    assert list(share.versions.values_list("number", "breaks_series_on", "definition")) == [
        (1, None, "Definition MARK-A.")
    ]
    change = DefinitionChange.objects.get(indicator=share)
    assert (change.before, change.after) == ("Definition MARK-A", "Definition MARK-A.")
    assert change.changed_by == cast.dana.user
    assert relay(timezone.now()) == 0


def test_what_has_figures_changes_its_meaning_only_by_a_version(cast: Cast, in_ours: World) -> None:
    share, by = in_ours.share, cast.dana.actor
    given, edition = standing(share)
    neutral = replace(given, polarity="neutral")
    assert refused(lambda: correct_definition(share, neutral, edition=edition, by=by)) == "change_is_of_meaning"
    count = replace(given, kind="count")
    assert refused(lambda: correct_definition(share, count, edition=edition, by=by)) == "fixed_by_figures"
    assert refused(lambda: correct_definition(share, given, edition=edition, by=by)) == "nothing_changed"


def test_before_there_are_figures_everything_may_be_put_right(cast: Cast, in_ours: World) -> None:
    indicator = propose_indicator("new", PLAIN, by=cast.stella.actor)
    correct_definition(indicator, replace(PLAIN, kind="share", polarity="neutral"), edition=1, by=cast.dana.actor)
    indicator.refresh_from_db()
    assert (indicator.kind, indicator.per, indicator.polarity) == ("share", 100, "neutral")


def test_who_opened_the_form_before_is_told(cast: Cast, in_ours: World) -> None:
    share = in_ours.share
    given, edition = standing(share)
    correct_definition(share, replace(given, source="A"), edition=edition, by=cast.dana.actor)
    late = replace(given, source="B")
    said = refused(lambda: correct_definition(share, late, edition=edition, by=cast.priya.actor))
    assert said == "indicator_changed_meanwhile"


def redefine(cast: Cast, world: World, breaks_on: date = date(2022, 1, 1)) -> None:
    given, edition = standing(world.share)
    wanted = replace(given, definition="Only those who stayed a year.", polarity="lower_better")
    redefine_indicator(
        world.share, wanted, edition=edition, note="Narrower MARK-A", breaks_on=breaks_on, by=cast.dana.actor
    )


def test_a_new_version_breaks_the_series_wherever_it_stands(cast: Cast, in_ours: World, look: Look) -> None:
    who = cast.dana
    views = ("table", "charts")
    before = {v: _pieces_of_line(look(who, in_ours.path(f"scorecard/?view={v}"))) for v in views}

    redefine(cast, in_ours)

    page = look(who, in_ours.path("indicators/share/"))
    assert "Version 2, from 1 January 2022 on" in page
    assert "Series breaks" in page
    assert "before the break in the series" in page
    for view in views:
        small = look(who, in_ours.path(f"scorecard/?view={view}"))
        assert _pieces_of_line(small) > before[view], "the line of the small chart is parted"
    history = look(who, in_ours.path("indicators/share/definition/history/"))
    assert "Narrower MARK-A" in history
    assert "<ins>" in history
    assert "Lower is better" in history


def test_a_new_version_breaks_the_series_in_reports_too(cast: Cast, in_ours: World) -> None:
    redefine(cast, in_ours)
    report = remake_report(in_ours.draft, by=cast.priya.actor)
    make_report(report.uid, by=cast.priya.actor, progress=lambda _done, _total: None)
    report.refresh_from_db()
    [table] = [block for block in report.blocks if block["kind"] == "scorecard"]
    breaks = {row["code"]: row["spark"]["breaks"] for group in table["groups"] for row in group["rows"]}
    assert breaks == {"share": [2022.0], "rate": [], "cells": []}


def _pieces_of_line(page: str) -> int:
    """How many pieces the lines of all small charts on a page have."""
    sparks: list[str] = re.findall(r'<svg class="[^"]*spark.*?</svg>', page, re.DOTALL)
    assert sparks
    return sum(spark.count("<polyline") or spark.count("M") for spark in sparks)


def test_every_provider_that_owes_or_sent_it_is_told_once(cast: Cast, in_ours: World) -> None:
    relay(timezone.now())
    work_off_outside(in_ours)
    mail.outbox.clear()

    redefine(cast, in_ours)
    assert relay(timezone.now()) == 4  # the three submitters, and the first partner's representative
    work_off_outside(in_ours)

    told = sorted(message.to[0].partition("@")[0] for message in mail.outbox)
    assert told == ["paolo", "petra", "pia", "rita"]
    text = str(mail.outbox[0].body)
    assert "Narrower MARK-A" in text
    assert "1 January 2022" in text
    assert in_ours.path("indicators/share/definition/history/") in text
    assert relay(timezone.now()) == 0


def work_off_outside(world: World) -> None:
    """Do what waits; the fixture is inside the scope already."""
    assert scope.current() == world.tenant.pk
    work_off(world)


def test_a_version_needs_a_note_and_a_later_day(cast: Cast, in_ours: World) -> None:
    redefine(cast, in_ours)
    assert refused(lambda: redefine(cast, in_ours, date(2022, 1, 1))) == "nothing_of_meaning_changed"
    given, edition = standing(in_ours.share)
    other = replace(given, definition="Another one")
    day = date(2023, 1, 1)

    def said(note: str, breaks_on: date | None) -> str:
        ask: dict[str, Any] = {"edition": edition, "by": cast.dana.actor, "note": note, "breaks_on": breaks_on}
        return refused(lambda: redefine_indicator(in_ours.share, other, **ask))

    assert said(" ", day) == "redefinition_needs_note"
    assert said("Why", None) == "redefinition_needs_day"
    assert said("Why", date(2022, 1, 1) - timedelta(days=1)) == "redefinition_before_last"


def test_a_successor_takes_its_place_and_the_series_stay_apart(cast: Cast, in_ours: World, look: Look) -> None:
    before = Adoption.objects.get(indicator=in_ours.share)
    figures = Observation.objects.filter(indicator=in_ours.share).count()
    new = activate_indicator(propose_indicator("new", PLAIN, by=cast.dana.actor), by=cast.dana.actor)

    retire_indicator(in_ours.share, because="Nobody could count it", successor=new, by=cast.dana.actor)

    after = Adoption.objects.get(indicator=new)
    assert (after.outcome_id, after.ended_on) == (before.outcome_id, None)
    before.refresh_from_db()
    assert (before.ended_because, before.ended_on) == ("Nobody could count it", timezone.localdate())
    assert Observation.objects.filter(indicator=in_ours.share).count() == figures
    assert not Observation.objects.filter(indicator=new).exists()
    who = cast.stella
    assert "indicators/share/" not in look(who, in_ours.path("scorecard/"))
    page = look(who, in_ours.path("indicators/share/"))
    assert "Nobody could count it" in page
    assert in_ours.path("indicators/new/definition/") in page
    assert refused(lambda: activate_indicator(in_ours.share, by=cast.dana.actor)) == "indicator_was_replaced"


def test_only_an_active_one_replaces_another_and_a_reason_is_wanted(cast: Cast, in_ours: World) -> None:
    proposed, by = propose_indicator("new", PLAIN, by=cast.dana.actor), cast.dana.actor
    said = refused(lambda: retire_indicator(in_ours.share, because="Why", successor=proposed, by=by))
    assert said == "successor_not_active"
    assert refused(lambda: retire_indicator(in_ours.share, because=" ", by=by)) == "reason_missing_for_end"


def test_who_proposes_and_who_defines(cast: Cast, in_ours: World) -> None:
    for person in (cast.stella, cast.wes, cast.rita, cast.fay):
        propose_indicator(f"by-{person.name}", PLAIN, by=person.actor)
    with pytest.raises(PermissionDenied):
        propose_indicator("by-paolo", PLAIN, by=cast.paolo.actor)
    with pytest.raises(PermissionDenied):
        activate_indicator(Indicator.objects.get(code="by-fay"), by=cast.fay.actor)
    assert refused(lambda: propose_indicator("By-Fay", PLAIN, by=cast.dana.actor)) == "indicator_code_taken"


def test_the_history_names_what_was_corrected_as_people_do(cast: Cast, in_ours: World, look: Look) -> None:
    page = look(cast.stella, in_ours.path("indicators/rate/definition/history/"))

    assert "<b>Corrected</b>" in page
    assert '<span class="note">Method</span>' in page
