"""What stands beside a figure or in its place: its evidence, the groups that must add up to it, a bound."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.world import World
from measurement.models import Entry, Evidence, Obligation, Submission
from measurement.selectors.entries import findings_each
from measurement.services.breakdowns import ensure_breakdowns
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.evidence import remove_evidence
from tests.conftest import Cast


def owed(world: World, partner: int) -> Obligation:
    return Obligation.objects.get(round=world.round, provider=world.partners[partner - 1])


def test_evidence_stays_once_its_figure_is_sent(cast: Cast, in_ours: World) -> None:
    waiting = Evidence.objects.filter(obligation=owed(in_ours, 2))[0]
    draft = Evidence.objects.filter(obligation=owed(in_ours, 1))[0]

    with pytest.raises(RuleViolation, match="evidence_of_sent_figure"):
        remove_evidence(waiting, by=cast.petra.actor)
    remove_evidence(draft, by=cast.paolo.actor)

    draft.refresh_from_db()
    assert draft.removed_at is not None


def test_groups_that_are_owed_no_more_need_not_add_up(cast: Cast, in_ours: World) -> None:
    whole = owed(in_ours, 1)
    groups = ensure_breakdowns([{"sex": "female"}])
    girls = Obligation.objects.create(
        round=whole.round, provider=whole.provider, subject=whole.subject, indicator=whole.indicator,
        breakdown_id=groups["sex=female"], period_start=whole.period_start, period_end=whole.period_end,
    )  # fmt: skip
    save_entry(girls, Typed(numerator="90", denominator="100"), by=cast.paolo.actor)
    entry = save_entry(whole, Typed(numerator="55", denominator="100", kept_because="Right"), by=cast.paolo.actor)
    assert "parts_do_not_add_up" in [each.code for each in findings_each([entry])[0]]

    Obligation.objects.filter(pk=girls.pk).update(withdrawn_at=timezone.now(), withdrawn_because="not_assigned")

    assert "parts_do_not_add_up" not in [each.code for each in findings_each([entry])[0]]


@pytest.mark.parametrize(
    ("bound", "denominator", "upper", "codes"),
    [
        ("<5", "400", "1.00", []),
        ("<5", "3", "100.00", []),  # any of the three
        ("more than 500", "400", "", ["numerator_above_denominator"]),
        ("<5", "", "", ["number_missing"]),
    ],
)
def test_a_bound_is_put_over_its_whole(
    cast: Cast, in_ours: World, bound: str, denominator: str, upper: str, codes: list[str]
) -> None:
    entry = save_entry(owed(in_ours, 1), Typed(bound=bound, denominator=denominator), by=cast.paolo.actor)

    assert ("" if entry.upper is None else f"{entry.upper:.2f}") == upper
    assert [each.code for each in findings_each([entry])[0]] == codes


def test_a_row_that_was_emptied_again_is_as_if_it_never_began(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    with scope.tenant(world.tenant.pk):
        row = owed(world, 1)
        version = Entry.objects.get(obligation=row).version
    body = {f"version-{row.uid}": version, f"numerator-{row.uid}": "", f"denominator-{row.uid}": ""}

    answer = client.post(world.path(f"partners/p1/rounds/{world.round.slug}/rows/{row.uid}/"), body).content.decode()

    assert "Not started" in answer
    assert "Enter a number" not in answer
    with scope.tenant(world.tenant.pk), pytest.raises(RuleViolation, match="nothing_to_send"):
        send_submission(Submission.objects.get(provider=world.partners[0]), by=cast.paolo.actor)


def test_an_older_window_of_the_same_person_does_not_win(cast: Cast, in_ours: World) -> None:
    row = owed(in_ours, 1)
    first = save_entry(row, Typed(numerator="60", denominator="100"), by=cast.paolo.actor).version
    save_entry(row, Typed(numerator="61", denominator="100"), by=cast.paolo.actor)
    at_once = save_entry(row, Typed(numerator="62", denominator="100", version=first), by=cast.paolo.actor)
    assert at_once.numerator == 62  # what they left the field with came after what they pressed next

    Entry.objects.filter(pk=at_once.pk).update(saved_at=timezone.now() - timedelta(minutes=2))

    with pytest.raises(RuleViolation, match="entry_changed_meanwhile"):
        save_entry(row, Typed(numerator="60", denominator="100", version=first), by=cast.paolo.actor)
