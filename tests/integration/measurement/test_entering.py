"""A partner enters, sends and corrects; nothing typed is lost."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.relay import relay
from communications.sandbox.world import Person, World
from measurement.models import Entry, Obligation, Submission
from measurement.services.batches import Outcome, keep_typed
from measurement.services.entries import Typed, confirm_entries, save_entry, send_submission
from measurement.services.review import accept_entry, return_entry
from tests.conftest import Cast, work_off


def owed(world: World, partner: int) -> Obligation:
    obligations = Obligation.objects.select_related("round__initiative", "provider", "indicator")
    return obligations.get(round=world.round, provider=world.partners[partner - 1])


def grid(world: World, partner: int, rest: str = "") -> str:
    return world.path(f"partners/p{partner}/rounds/{world.round.slug}/{rest}")


def test_a_figure_is_saved_as_its_field_is_left(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        row = owed(world, 1)
        entry = Entry.objects.get(obligation=row)
    body = {f"version-{row.uid}": entry.version, f"numerator-{row.uid}": "62", f"denominator-{row.uid}": "100"}

    answer = sign_in(cast.paolo).post(grid(world, 1, f"rows/{row.uid}/"), body)

    assert answer.status_code == 200
    assert "62.0%" in answer.content.decode()
    with scope.tenant(world.tenant.pk):
        entry.refresh_from_db()
        assert entry.numerator == 62
        assert (entry.state, entry.version) == ("draft", 2)


def test_the_button_sends_what_was_typed_last(cast: Cast, sign_in: Any) -> None:
    """Without a script, or pressed before the last field is saved, that is neither lost nor left out."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        row = owed(world, 1)
        entry = Entry.objects.get(obligation=row)
    body = {f"version-{row.uid}": entry.version, f"numerator-{row.uid}": "41", f"denominator-{row.uid}": "100"}

    answer = sign_in(cast.paolo).post(grid(world, 1, "send/"), {**body, f"note-{row.uid}": "One\r\ntwo"}, follow=True)

    assert "1 figure was sent for review." in answer.content.decode()
    with scope.tenant(world.tenant.pk):
        entry.refresh_from_db()
        assert (entry.state, entry.note) == ("submitted", "One\ntwo")
        assert entry.numerator == 41


def test_saving_the_form_leaves_what_is_under_review_alone(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    client = sign_in(cast.paolo)
    with scope.tenant(world.tenant.pk):
        row = owed(world, 1)
        typed = Typed(numerator="97", denominator="100", kept_because="A new school", note="Checked")
        send_submission(save_entry(row, typed, by=cast.paolo.actor).submission, by=cast.paolo.actor)

    page = client.get(grid(world, 1)).content.decode()

    assert f"numerator-{row.uid}" in page
    assert f"version-{row.uid}" not in page  # without it nothing of the row counts as typed


def test_what_is_refused_stays_in_the_form(cast: Cast, sign_in: Any) -> None:
    """Staff who do not say where figures come from have still typed them."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        row = owed(world, 1)
        version = Entry.objects.get(obligation=row).version
    body = {f"version-{row.uid}": version, f"numerator-{row.uid}": "71", f"denominator-{row.uid}": "139"}
    client = sign_in(cast.dana)

    for address in (f"rows/{row.uid}/", "", "send/"):
        page = client.post(grid(world, 1, address), body).content.decode()

        assert "say where the figures come from" in page
        assert 'value="71"' in page
        assert 'value="139"' in page


def test_the_same_figure_may_come_twice_at_once(cast: Cast, in_ours: World) -> None:
    """As its field is left, and with the button that is pressed next."""
    row = owed(in_ours, 1)
    version = Entry.objects.get(obligation=row).version
    typed = Typed(numerator="62", denominator="100", version=version)
    save_entry(row, typed, by=cast.paolo.actor)

    (kept,) = keep_typed([(row, typed)], by=cast.paolo.actor)

    assert kept.outcome == Outcome.UNCHANGED
    assert kept.refusal is None


def test_sending_before_anything_was_typed_is_answered(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        Entry.objects.filter(obligation=owed(cast.ours, 1)).delete()
        Submission.objects.filter(provider=cast.ours.partners[0]).delete()

    answer = sign_in(cast.paolo).post(grid(cast.ours, 1, "send/"), follow=True)

    assert "There is nothing new to send." in answer.content.decode()


def test_what_is_no_number_is_kept_and_stops_sending(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)

    entry = save_entry(row, Typed(numerator="about 40", denominator="100"), by=cast.paolo.actor)

    assert entry.typed_numerator == "about 40"
    assert entry.numerator is None
    with pytest.raises(RuleViolation) as violation:
        send_submission(entry.submission, by=cast.paolo.actor)
    assert violation.value.refusal.code == "figures_to_fix"


def test_a_per_cent_is_no_count(cast: Cast, in_ours: World) -> None:
    entry = save_entry(owed(in_ours, 1), Typed(numerator="62%", denominator="100"), by=cast.paolo.actor)

    assert (entry.numerator, entry.typed_numerator) == (None, "62%")


def test_an_unlikely_figure_is_sent_only_with_a_reason(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    entry = save_entry(row, Typed(numerator="97", denominator="100"), by=cast.paolo.actor)
    with pytest.raises(RuleViolation, match="figures_to_check"):
        send_submission(entry.submission, by=cast.paolo.actor)

    save_entry(row, Typed(numerator="97", denominator="100", kept_because="A new school"), by=cast.paolo.actor)

    assert send_submission(entry.submission, by=cast.paolo.actor) == 1


def test_nothing_to_report_wants_a_reason(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    entry = save_entry(row, Typed(presence="not_applicable"), by=cast.paolo.actor)
    with pytest.raises(RuleViolation):
        send_submission(entry.submission, by=cast.paolo.actor)

    save_entry(row, Typed(presence="not_applicable", note="No school of ours"), by=cast.paolo.actor)

    assert send_submission(entry.submission, by=cast.paolo.actor) == 1


def test_two_people_in_one_form_lose_nothing(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    first = save_entry(row, Typed(numerator="50", denominator="100"), by=cast.paolo.actor)
    save_entry(row, Typed(numerator="51", denominator="100", version=first.version), by=cast.rita.actor)

    with pytest.raises(RuleViolation, match="entry_changed_meanwhile"):
        save_entry(row, Typed(numerator="52", denominator="100", version=first.version), by=cast.paolo.actor)

    assert Entry.objects.get(obligation=row).numerator == 51


def test_what_one_person_leaves_and_presses_next_does_not_meet_itself(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    seen = Entry.objects.get(obligation=row).version
    save_entry(row, Typed(numerator="40", denominator="100", version=seen), by=cast.paolo.actor)

    save_entry(row, Typed(numerator="40", denominator="100", note="Late", version=seen), by=cast.paolo.actor)

    assert Entry.objects.get(obligation=row).note == "Late"


def test_what_is_under_review_does_not_move(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    entry = save_entry(row, Typed(numerator="40", denominator="100"), by=cast.paolo.actor)
    send_submission(entry.submission, by=cast.paolo.actor)

    with pytest.raises(RuleViolation, match="entry_under_review"):
        save_entry(row, Typed(numerator="41", denominator="100"), by=cast.paolo.actor)


def test_a_correction_is_a_new_entry_and_the_accepted_one_counts_meanwhile(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 2)  # petra: one accepted, and a correction sent

    states = list(Entry.objects.filter(obligation=row).order_by("pk").values_list("state", flat=True))

    assert states == ["accepted", "submitted"]


def test_entry_on_behalf_says_from_what_and_the_partner_confirms(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    with pytest.raises(RuleViolation, match="say_where_figures_come_from"):
        save_entry(row, Typed(numerator="40", denominator="100"), by=cast.dana.actor)
    entry = save_entry(row, Typed(numerator="40", denominator="100", typed_from="Call with Ms Ali"), by=cast.dana.actor)
    send_submission(entry.submission, by=cast.dana.actor)
    with pytest.raises(RuleViolation, match="own_entry_needs_reason"):
        accept_entry(entry.uid, by=cast.dana.actor)

    assert confirm_entries(entry.submission, by=cast.paolo.actor) == 1
    accepted = accept_entry(entry.uid, by=cast.dana.actor)

    assert accepted.state == "accepted"
    assert accepted.accepted_own_because == ""


def test_the_partner_sees_who_entered_for_it_and_why_it_was_accepted(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        row = owed(cast.ours, 1)
        entry = save_entry(row, Typed(numerator="40", denominator="100", typed_from="Phone call"), by=cast.dana.actor)
        send_submission(entry.submission, by=cast.dana.actor)
        accept_entry(entry.uid, by=cast.dana.actor, reason="Nobody else may")

    page = sign_in(cast.paolo).get(grid(cast.ours, 1)).content.decode()

    assert "from: Phone call" in page
    assert "because: Nobody else may" in page
    assert "1 figure was entered for you" in page  # and can still be confirmed


def test_what_was_sent_for_a_partner_waits_on_its_home_until_it_is_confirmed(cast: Cast, sign_in: Any) -> None:
    home = f"/{cast.ours.tenant.slug}/{cast.ours.initiative.slug}/"
    with scope.tenant(cast.ours.tenant.pk):
        row = owed(cast.ours, 1)
        entry = save_entry(row, Typed(numerator="40", denominator="100", typed_from="Phone call"), by=cast.dana.actor)
        send_submission(entry.submission, by=cast.dana.actor)

    assert "1 figure was entered for you" in sign_in(cast.paolo).get(home).content.decode()
    assert "entered for you" not in sign_in(cast.petra).get(home).content.decode()

    with scope.tenant(cast.ours.tenant.pk):
        confirm_entries(entry.submission, by=cast.paolo.actor)
    assert "entered for you" not in sign_in(cast.paolo).get(home).content.decode()


def test_the_only_data_manager_accepts_her_own_with_a_reason_that_stays(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    entry = save_entry(row, Typed(numerator="40", denominator="100", typed_from="Annual report"), by=cast.dana.actor)
    send_submission(entry.submission, by=cast.dana.actor)

    accepted = accept_entry(entry.uid, by=cast.dana.actor, reason="Nobody else may")

    assert accepted.accepted_own_because == "Nobody else may"


def test_a_returned_figure_is_put_right_and_sent_again(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 3)  # pia's was returned
    entry = Entry.objects.get(obligation=row, state="returned")
    assert entry.review_note.startswith("Please check")

    save_entry(row, Typed(numerator="42", denominator="100", version=entry.version), by=cast.pia.actor)
    send_submission(entry.submission, by=cast.pia.actor)

    entry.refresh_from_db()
    assert (entry.state, entry.review_note) == ("submitted", "")


def test_returning_wants_a_note(cast: Cast, in_ours: World) -> None:
    entry = Entry.objects.get(state="submitted")

    with pytest.raises(RuleViolation, match="return_needs_note"):
        return_entry(entry.uid, note=" ", by=cast.dana.actor)


@pytest.mark.parametrize(
    ("who", "status"), [("paolo", 302), ("rita", 302), ("vera", 403), ("petra", 404), ("priya", 403), ("olga", 404)]
)
def test_who_may_send(cast: Cast, client: Client, who: str, status: int) -> None:
    person: Person = getattr(cast, who)
    client.force_login(person.user)

    assert client.post(grid(cast.ours, 1, "send/")).status_code == status


def test_the_partner_is_told_of_figures_entered_on_its_behalf(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        row = owed(cast.ours, 1)
        entry = save_entry(row, Typed(numerator="40", denominator="100", typed_from="A call"), by=cast.dana.actor)
        send_submission(entry.submission, by=cast.dana.actor)
        relay(timezone.now())
    work_off(cast.ours)

    letter = next(each for each in mail.outbox if each.to == [cast.paolo.user.email])
    assert "entered 1 figure for" in str(letter.body)
    assert grid(cast.ours, 1) in str(letter.body)
    assert "40" not in str(letter.body).replace(str(cast.ours.mark), "")
