"""One partner is let off: its days, its locks and its lateness move, and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.world import World
from measurement.models import CollectionRound, Entry, Obligation, ProviderException
from measurement.selectors.cells import line_from
from measurement.selectors.exceptions import with_exceptions
from measurement.selectors.forms import form_rows
from measurement.selectors.rounds import provider_lines, rounds_of
from measurement.services.batches import save_entries
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.exceptions import end_exception, grant_exception
from tests.conftest import Cast


@pytest.fixture
def world(in_ours: World) -> World:
    """The round closed two days ago; p1 has a draft. Inside our tenant."""
    return closed(in_ours)


def closed(in_ours: World) -> World:
    today = in_ours.initiative.today()
    ProviderException.objects.all().delete()
    CollectionRound.objects.filter(pk=in_ours.round.pk).update(
        opens_on=today - timedelta(days=30), due_on=today - timedelta(days=9), closes_on=today - timedelta(days=2)
    )
    in_ours.round.refresh_from_db()
    return in_ours


def owed(world: World, number: int) -> Obligation:
    rows = Obligation.objects.select_related("round__initiative", "provider", "indicator")
    return rows.get(round=world.round, provider=world.partners[number - 1])


def granted(world: World, number: int, days: int, **more: Any) -> ProviderException:
    exception = ProviderException(
        round=world.round, provider=world.partners[number - 1], reason="Their system was down",
        until=world.initiative.today() + timedelta(days=days), **more,
    )  # fmt: skip
    return grant_exception(exception, by=world.people["dana"].actor)


def typed() -> Typed:
    return Typed(numerator="56", denominator="100", kept_because="So it is")


def test_more_time_opens_a_closed_round_for_this_partner_alone(world: World, cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="round_closed"):
        save_entry(owed(world, 1), typed(), by=cast.paolo.actor)
    granted(world, 1, 3)

    entry = save_entry(owed(world, 1), typed(), by=cast.paolo.actor)

    assert send_submission(entry.submission, by=cast.paolo.actor) == 1
    with pytest.raises(RuleViolation, match="round_closed"):
        save_entry(owed(world, 3), typed(), by=cast.pia.actor)


def test_it_is_not_late_while_it_has_more_time(world: World) -> None:
    late = {line.provider.code: line.days_late for line in provider_lines(world.round)}
    assert late["p1"] == 9
    granted(world, 1, 3)
    line = next(line for line in provider_lines(world.round) if line.provider.code == "p1")
    assert (line.days_late, line.due_on) == (0, world.initiative.today() + timedelta(days=3))


def test_an_exception_that_is_over_says_so_and_who_can_give_more(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        world = closed(cast.ours)
        exception = granted(world, 1, 0)
        yesterday = world.initiative.today() - timedelta(days=1)
        ProviderException.objects.filter(pk=exception.pk).update(until=yesterday)
        with pytest.raises(RuleViolation, match="exception_expired"):
            save_entry(owed(world, 1), typed(), by=cast.paolo.actor)

    page = sign_in(cast.paolo).get(world.path(f"partners/p1/rounds/{world.round.slug}/")).content.decode()
    assert "The extra time that you were given ended on" in page
    assert "Dana MARK-A can give you more." in page


def test_more_time_for_one_indicator_only(world: World, cast: Cast) -> None:
    granted(world, 1, 3, indicator=world.share)
    assert save_entry(owed(world, 1), typed(), by=cast.paolo.actor).pk


def test_who_owes_nothing_is_not_counted_and_not_late(world: World) -> None:
    granted(world, 1, 3, kind="owes_nothing")
    line = next(line for line in provider_lines(world.round) if line.provider.code == "p1")
    assert (line.state, line.days_late, line.progress.owed) == ("excused", 0, 0)


def test_ended_it_counts_no_more(world: World, cast: Cast) -> None:
    exception = granted(world, 1, 3)
    end_exception(exception, by=world.people["dana"].actor)
    with pytest.raises(RuleViolation, match="round_closed"):
        save_entry(owed(world, 1), typed(), by=cast.paolo.actor)
    with pytest.raises(RuleViolation, match="exception_has_ended"):
        end_exception(exception, by=world.people["dana"].actor)


def test_it_wants_a_reason_and_a_day_to_come(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    client = sign_in(cast.priya)
    path = world.path(f"rounds/{world.round.slug}/exceptions/")
    body = {"provider": str(world.partners[0].pk), "kind": "more_time", "until": "2020-01-01", "reason": "Why"}
    assert "This day has passed" in client.post(path, body).content.decode()
    assert client.post(path, body | {"until": "2090-01-01", "reason": ""}).status_code == 422
    assert client.post(path, body | {"until": "2090-01-01"}).status_code == 302


def test_board_and_form_show_it_with_its_reason(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        world = closed(cast.ours)
        granted(world, 1, 3)
    board = sign_in(cast.priya).get(world.path(f"rounds/{world.round.slug}/?view=list")).content.decode()
    assert "Their system was down" in board
    form = sign_in(cast.paolo).get(world.path(f"partners/p1/rounds/{world.round.slug}/")).content.decode()
    assert "Their system was down" in form
    assert "Given by Dana MARK-A" in form


def test_the_api_answers_the_partners_own_days(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        world = closed(cast.ours)
        granted(world, 1, 3)

    def asked(partner: str) -> Any:
        key = {"Authorization": f"Bearer {cast.ours.keys[partner]}"}
        rounds = Client(headers=key).get(f"/api/v1/{world.tenant.slug}/rounds").json()["results"]
        return next(each for each in rounds if each["slug"] == world.round.slug)

    assert asked("p1")["is_open"] is True
    assert asked("p1")["owed"][0]["closes_at"] == asked("p1")["closes_at"]
    assert asked("p2")["is_open"] is False


def test_a_system_cannot_send_what_it_left_unsent_when_the_round_closed(world: World, cast: Cast) -> None:
    """The draft stands as it is typed again: it is the sending that the lock is about."""
    draft = Entry.objects.get(obligation=owed(world, 1))
    again = Typed(
        numerator="55", denominator="100", note=draft.note, kept_because=draft.kept_because,
    )  # fmt: skip
    [kept] = save_entries([(owed(world, 1), again)], by=cast.paolo.actor)
    assert kept.outcome == "unchanged"
    [refused] = save_entries([(owed(world, 1), again)], by=cast.paolo.actor, send=True)
    assert (refused.outcome, refused.errors[0].code) == ("failed", "round_closed")


def test_under_review_names_who_can_return_it(world: World, cast: Cast) -> None:
    granted(world, 2, 3)
    assert Entry.objects.filter(obligation=owed(world, 2), state="submitted").exists()
    with pytest.raises(RuleViolation) as locked:
        save_entry(owed(world, 2), typed(), by=cast.petra.actor)
    assert locked.value.refusal.values["who"] == "Dana MARK-A"


def test_what_is_owed_no_more_cannot_be_typed(in_ours: World, cast: Cast) -> None:
    Obligation.objects.filter(round=in_ours.round).update(withdrawn_at=timezone.now(), withdrawn_because="not_assigned")
    with pytest.raises(RuleViolation, match="no_longer_owed"):
        save_entry(owed(in_ours, 1), typed(), by=cast.paolo.actor)


def test_a_form_says_of_its_line_what_the_board_says(world: World, cast: Cast) -> None:
    """The form counts what it has read; the board lets the database count."""
    granted(world, 1, 3)
    send_submission(save_entry(owed(world, 1), typed(), by=cast.paolo.actor).submission, by=cast.paolo.actor)
    (read,) = with_exceptions(rounds_of(world.initiative).filter(pk=world.round.pk))

    for line in provider_lines(world.round):
        grid, _withdrawn = form_rows(world.round, line.provider)
        for collection_round in (world.round, read):  # with its exceptions, or asked for them
            own = line_from(collection_round, [row.obligation for row in grid])
            assert own is not None
            for name in (
                "round",
                "provider",
                "progress",
                "sent_at",
                "days_late",
                "due_on",
                "granted",
                "state",
                "window",
            ):
                assert getattr(own, name) == getattr(line, name), name
    assert line_from(world.round, []) is None
