"""The data manager accepts, returns and releases; totals move for her at once, for others with the release."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.measurement import LAST
from communications.sandbox.world import World
from measurement.models import Adoption, Entry, EntryChange, Observation, Total
from measurement.selectors.figures import Seen, visible_figures
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.releases import release_round
from measurement.services.review import accept_entries, accept_entry, reopen_entries, return_entries, return_entry
from measurement.services.totals import rebuild
from measurement.services.widening import widen_warnings
from tests.conftest import Cast
from tests.integration.measurement.test_entering import owed


def total(world: World) -> Total:
    return Total.objects.get(initiative=world.initiative, indicator=world.share, period_start=LAST[0])


def seen_by(actor: Any, world: World) -> dict[int, Seen]:
    """The composed series as somebody sees it, by year."""
    adoption = Adoption.objects.get(initiative=world.initiative, indicator=world.share)
    series = visible_figures(actor, world.initiative).community([adoption])[world.share.pk]
    return {each.period_end.year: each for each in series}


def send(world: World, cast: Cast, partner: int, count: int) -> Entry:
    person = (cast.paolo, cast.petra, cast.pia)[partner - 1]
    typed = Typed(numerator=str(count), denominator="100", kept_because="Right")
    entry = save_entry(owed(world, partner), typed, by=person.actor)
    send_submission(entry.submission, by=person.actor)
    return entry


def test_accepting_writes_an_observation_and_moves_the_total(cast: Cast, in_ours: World) -> None:
    before = total(in_ours)
    entry = send(in_ours, cast, 1, 70)

    accept_entry(entry.uid, by=cast.dana.actor)

    observation = Observation.objects.get(entry=entry)
    assert (observation.value, observation.superseded_at, observation.provider) == (70, None, in_ours.partners[0])
    after = total(in_ours)
    assert (after.numerator, after.contributors) == (before.numerator + 70, before.contributors + 1)
    assert after.value == Decimal("62.50000000")  # 55 + 70 of 200


def test_accepting_a_correction_supersedes_and_moves_by_the_difference(cast: Cast, in_ours: World) -> None:
    before = total(in_ours)
    correction = Entry.objects.get(submission__provider=in_ours.partners[1], state="submitted")

    accept_entry(correction.uid, by=cast.dana.actor)

    old, new = Observation.objects.filter(
        indicator=in_ours.share, subject__organization=in_ours.partners[1], period_start=LAST[0]
    ).order_by("pk")
    assert (old.superseded_by_id, old.value, new.value) == (new.pk, 55, 61)
    assert (total(in_ours).numerator, total(in_ours).contributors) == (before.numerator + 6, before.contributors)


def test_a_double_click_changes_nothing_the_second_time(cast: Cast, in_ours: World) -> None:
    entry = send(in_ours, cast, 1, 70)
    accept_entry(entry.uid, by=cast.dana.actor)

    with pytest.raises(RuleViolation, match="entry_not_in_state"):
        accept_entry(entry.uid, by=cast.dana.actor)

    assert Observation.objects.filter(entry=entry).count() == 1


def test_many_are_accepted_with_a_result_for_each(cast: Cast, in_ours: World) -> None:
    good, bad = send(in_ours, cast, 1, 70), Entry.objects.filter(state="accepted")[0]

    results = {each.uid: each.refusal for each in accept_entries([good.uid, bad.uid], by=cast.dana.actor)}

    assert results[good.uid] is None
    refused = results[bad.uid]
    assert refused is not None
    assert refused.code == "entry_not_in_state"


def test_kept_totals_are_what_a_plain_recomputation_gives(cast: Cast, in_ours: World) -> None:
    accept_entry(send(in_ours, cast, 1, 70).uid, by=cast.dana.actor)
    accept_entry(Entry.objects.get(state="submitted").uid, by=cast.dana.actor)
    fields = ["period_start", "numerator", "denominator", "value", "contributors", "expected", "coverage"]
    kept = set(Total.objects.values_list(*fields))

    rebuild()

    assert set(Total.objects.values_list(*fields)) == kept


def test_others_see_the_total_only_once_it_is_released(cast: Cast, in_ours: World) -> None:
    for number, count in ((1, 70), (3, 58)):
        accept_entry(send(in_ours, cast, number, count).uid, by=cast.dana.actor)

    assert 2025 in seen_by(cast.dana.actor, in_ours)
    assert 2025 not in seen_by(cast.stella.actor, in_ours)
    assert 2025 not in seen_by(cast.paolo.actor, in_ours)

    release_round(in_ours.round, by=cast.dana.actor)

    assert seen_by(cast.stella.actor, in_ours)[2025].value == Decimal("61.00000000")


def test_a_later_change_waits_until_three_partners_changed(cast: Cast, in_ours: World) -> None:
    for number, count in ((1, 70), (3, 58)):
        accept_entry(send(in_ours, cast, number, count).uid, by=cast.dana.actor)
    release_round(in_ours.round, by=cast.dana.actor)
    accept_entry(send(in_ours, cast, 1, 71).uid, by=cast.dana.actor)

    with pytest.raises(RuleViolation, match="nothing_to_release"):
        release_round(in_ours.round, by=cast.dana.actor)
    assert seen_by(cast.stella.actor, in_ours)[2025].numerator == 183
    assert seen_by(cast.dana.actor, in_ours)[2025].numerator == 184

    accept_entry(Entry.objects.get(state="submitted").uid, by=cast.dana.actor)  # petra's correction
    accept_entry(send(in_ours, cast, 3, 60).uid, by=cast.dana.actor)
    release_round(in_ours.round, by=cast.dana.actor)

    assert seen_by(cast.stella.actor, in_ours)[2025].numerator == 192


def test_a_total_of_small_numbers_is_hidden_from_all_but_the_data_manager(cast: Cast, in_ours: World) -> None:
    assert seen_by(cast.dana.actor, in_ours)[2024].numerator == 7
    for person in (cast.stella, cast.priya, cast.paolo, cast.oscar):
        hidden = seen_by(person.actor, in_ours)[2024]
        assert (hidden.is_hidden, hidden.value, hidden.numerator, hidden.denominator) == (True, None, None, None)


def test_a_partner_sees_its_own_and_not_another_ones(cast: Cast, in_ours: World) -> None:
    figures = visible_figures(cast.paolo.actor, in_ours.initiative)
    mine, other = (
        figures.of_subject(partner.subjects.select_related("organization").get()) for partner in in_ours.partners[:2]
    )

    assert len(mine[in_ours.share.pk]) == 7
    assert in_ours.share.pk not in other


@pytest.mark.parametrize(
    ("who", "status", "state"),
    [("dana", 302, "accepted"), ("priya", 403, "submitted"), ("petra", 403, "submitted"), ("olga", 404, "submitted")],
)
def test_who_may_accept_an_entry(cast: Cast, client: Client, who: str, status: int, state: str) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        entry = Entry.objects.get(state="submitted")
    client.force_login(getattr(cast, who).user)

    body = {"entry": str(entry.uid), f"version-{entry.uid}": entry.version}
    answer = client.post(cast.ours.path(f"rounds/{cast.ours.round.slug}/review/accept/"), body)

    with scope.tenant(cast.ours.tenant.pk):
        entry.refresh_from_db()
    assert (answer.status_code, entry.state) == (status, state)


def test_a_figure_that_changed_since_the_page_was_opened_is_not_accepted(cast: Cast, in_ours: World) -> None:
    entry = send(in_ours, cast, 1, 70)
    seen = {entry.uid: Entry.objects.get(pk=entry.pk).version}
    return_entry(entry.uid, note="Please look", by=cast.dana.actor)
    send(in_ours, cast, 1, 17)

    refused = accept_entries([entry.uid], by=cast.dana.actor, versions=seen)[0].refusal

    assert refused is not None
    assert refused.code == "entry_changed_since_shown"
    assert Entry.objects.get(pk=entry.pk).state == "submitted"


def test_many_go_back_each_with_its_own_note_or_the_common_one(cast: Cast, in_ours: World) -> None:
    mine, hers = (
        send(in_ours, cast, 1, 70),
        Entry.objects.get(submission__provider=in_ours.partners[1], state="submitted"),
    )

    results = return_entries(
        [mine.uid, hers.uid], note="Please look again", notes={mine.uid: "70 of whom?"}, by=cast.dana.actor
    )

    assert [result.refusal for result in results] == [None, None]
    mine.refresh_from_db()
    hers.refresh_from_db()
    assert (mine.state, mine.review_note) == ("returned", "70 of whom?")
    assert (hers.state, hers.review_note) == ("returned", "Please look again")


def test_an_accepted_figure_is_opened_again_and_counts_meanwhile(cast: Cast, in_ours: World) -> None:
    entry = send(in_ours, cast, 1, 70)
    accept_entry(entry.uid, by=cast.dana.actor)
    before = total(in_ours).numerator

    (without_reason,) = reopen_entries([entry.uid], reason=" ", by=cast.dana.actor)
    (done,) = reopen_entries([entry.uid], reason="You counted two sites twice", by=cast.dana.actor)
    (again,) = reopen_entries([entry.uid], reason="You counted two sites twice", by=cast.dana.actor)

    assert without_reason.refusal is not None
    assert without_reason.refusal.code == "reopening_needs_reason"
    assert done.refusal is None
    assert again.refusal is not None
    assert again.refusal.code == "entry_open_already"
    correction = Entry.objects.get(obligation=entry.obligation, state="returned")
    assert (correction.numerator, correction.review_note) == (70, "You counted two sites twice")
    assert total(in_ours).numerator == before
    save_entry(entry.obligation, Typed(numerator="68", denominator="100", kept_because="Right"), by=cast.paolo.actor)
    send_submission(entry.submission, by=cast.paolo.actor)
    accept_entry(correction.uid, by=cast.dana.actor)
    assert total(in_ours).numerator == before - 2


def test_every_act_leaves_what_the_entry_said(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    EntryChange.objects.all().delete()
    save_entry(row, Typed(numerator="70", denominator="100"), by=cast.paolo.actor)
    entry = save_entry(row, Typed(numerator="71", denominator="100", kept_because="Right"), by=cast.rita.actor)
    send_submission(entry.submission, by=cast.paolo.actor)
    return_entry(entry.uid, note="Sure?", by=cast.dana.actor)

    changes = EntryChange.objects.filter(entry=entry).values_list("act", "numerator", "made_by__email", "review_note")

    assert list(changes) == [
        ("saved", 70, "paolo@a.example", ""),
        ("saved", 71, "rita@a.example", ""),
        ("sent", 71, "paolo@a.example", ""),
        ("returned", 71, "dana@a.example", "Sure?"),
    ]


def test_all_that_a_filter_shows_is_accepted_but_not_what_came_after(cast: Cast, client: Client) -> None:
    path = cast.ours.path(f"rounds/{cast.ours.round.slug}/review/")
    client.force_login(cast.dana.user)
    with scope.tenant(cast.ours.tenant.pk):
        shown_at = timezone.now()
        late = send(cast.ours, cast, 1, 70)
        waiting = Entry.objects.filter(state="submitted").exclude(pk=late.pk)
        before = set(waiting.values_list("pk", flat=True))

    client.post(f"{path}accept/?look=asked", {"all": "1", "shown_at": shown_at.isoformat()})

    with scope.tenant(cast.ours.tenant.pk):
        assert set(Entry.objects.filter(pk__in=before).values_list("state", flat=True)) == {"accepted"}
        late.refresh_from_db()
        assert late.state == "submitted"


def test_the_page_before_a_release_says_what_others_see_now_and_then(cast: Cast, client: Client) -> None:
    client.force_login(cast.dana.user)
    path = cast.ours.path(f"rounds/{cast.ours.round.slug}/release/")
    with scope.tenant(cast.ours.tenant.pk):
        for number, count in ((1, 70), (3, 58)):
            accept_entry(send(cast.ours, cast, number, count).uid, by=cast.dana.actor)

    page = client.get(path).content.decode()

    assert "1 total is ready for others to see" in page
    assert "Nothing yet" in page
    assert "61.0%" in page
    client.post(path)
    with scope.tenant(cast.ours.tenant.pk):
        accept_entry(send(cast.ours, cast, 1, 71).uid, by=cast.dana.actor)
    assert "Waits until the figures of 2 more partners have changed" in client.get(path).content.decode()


def test_a_rule_that_asks_too_often_widens_itself_with_the_release(cast: Cast, in_ours: World) -> None:
    adoption = Adoption.objects.get(initiative=in_ours.initiative, indicator=in_ours.share)
    Entry.objects.update(strangeness=None)
    first = Entry.objects.filter(obligation__indicator=in_ours.share)[0]
    copies = [
        Entry(submission=first.submission, obligation=first.obligation, state="accepted", strangeness=multiple)
        for multiple in [0] * 18 + [3, 4]
    ]
    Entry.objects.bulk_create(copies)

    widen_warnings(in_ours.initiative)
    adoption.refresh_from_db()
    assert adoption.warns_above == 3  # one of some twenty is above it

    Entry.objects.filter(strangeness__gt=0).update(strangeness=0)
    widen_warnings(in_ours.initiative)
    adoption.refresh_from_db()
    assert adoption.warns_above == 1
