"""What stops the sending of a figure, and what is sent with a reason: by the services, as form and system call them."""

from datetime import date, timedelta

import pytest

from backbone.core.exceptions import RuleViolation
from communications.sandbox.world import World
from measurement.models import Entry, Indicator, Obligation
from measurement.selectors.entries import findings_each
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.loading import LoadRow, load_history
from tests.conftest import Cast


def rate_owed(cast: Cast, world: World, *earlier: str, end: date = date(2025, 12, 31)) -> Obligation:
    """The first partner owes a share that is entered as it is, and has had these in the years before."""
    rate, partner = Indicator.objects.get(code="rate"), world.partners[0]
    years = range(2025 - len(earlier), 2025)
    rows = [
        LoadRow("rate", partner.code, f"{year}-01-01", f"{year}-12-31", value)
        for year, value in zip(years, earlier, strict=True)
    ]
    load_history(rows, source="A", by=cast.dana.actor)
    whole = Obligation.objects.get(round=world.round, provider=partner)
    whole.pk, whole.indicator, whole.period_end = None, rate, end
    whole.uid = type(whole)._meta.get_field("uid").get_default()
    whole.period_start = end - timedelta(days=364)
    whole.save(force_insert=True)
    return Obligation.objects.select_related("indicator", "provider", "round__initiative").get(pk=whole.pk)


def codes(entry: Entry) -> list[tuple[str, bool]]:
    return [(each.code, each.is_error) for each in findings_each([entry])[0]]


def test_a_period_that_is_not_over_stops_the_sending(cast: Cast, in_ours: World) -> None:
    today = in_ours.initiative.today()
    entry = save_entry(rate_owed(cast, in_ours, end=today), Typed(value="83"), by=cast.paolo.actor)

    assert codes(entry) == [("period_not_over", True)]
    with pytest.raises(RuleViolation, match="figures_to_fix"):
        send_submission(entry.submission, by=cast.paolo.actor)


@pytest.mark.parametrize(
    ("value", "earlier", "code"),
    [
        ("0.83", ("81", "82.5", "80"), "looks_like_proportion"),
        ("80.25", ("81", "82.5", "80.25"), "unchanged"),
        ("12", ("80", "81", "82", "81", "80", "82"), "unusual_value"),
    ],
)
def test_what_is_unlikely_is_sent_with_a_reason_which_is_kept(
    cast: Cast, in_ours: World, value: str, earlier: tuple[str, ...], code: str
) -> None:
    row = rate_owed(cast, in_ours, *earlier)
    entry = save_entry(row, Typed(value=value), by=cast.paolo.actor)
    assert codes(entry) == [(code, False)]
    with pytest.raises(RuleViolation, match="figures_to_check"):
        send_submission(entry.submission, by=cast.paolo.actor)

    save_entry(row, Typed(value=value, kept_because="Counted twice"), by=cast.paolo.actor)
    send_submission(entry.submission, by=cast.paolo.actor)

    entry.refresh_from_db()
    assert (entry.state, entry.kept_because) == ("submitted", "Counted twice")


@pytest.mark.parametrize("value", ["101", "-1", "eighty"])
def test_an_impossible_value_stops_the_sending(cast: Cast, in_ours: World, value: str) -> None:
    entry = save_entry(rate_owed(cast, in_ours), Typed(value=value), by=cast.paolo.actor)

    assert all(is_error for _code, is_error in codes(entry))
    with pytest.raises(RuleViolation, match="figures_to_fix"):
        send_submission(entry.submission, by=cast.paolo.actor)
