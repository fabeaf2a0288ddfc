"""The life of an entry, and how far a provider is."""

from datetime import UTC, datetime, timedelta

import pytest

from measurement.rules import review, standing
from measurement.rules.standing import Progress


@pytest.mark.parametrize(("current", "wanted"), [(a, b) for a in review.NEXT for b in review.NEXT])
def test_only_the_table_of_transitions_moves_an_entry(current: str, wanted: str) -> None:
    assert (review.refusal(current, wanted) is None) == (wanted in review.NEXT[current])


@pytest.mark.parametrize(
    ("is_own", "is_confirmed", "others_may", "reason", "code"),
    [
        (False, False, True, "", None),
        (True, True, True, "", None),
        (True, False, True, "because", "own_entry_needs_another"),
        (True, False, False, "", "own_entry_needs_reason"),
        (True, False, False, "  ", "own_entry_needs_reason"),
        (True, False, False, "because", None),
    ],
)
def test_who_may_accept_their_own(
    is_own: bool, is_confirmed: bool, others_may: bool, reason: str, code: str | None
) -> None:
    refused = review.acceptance_refusal(is_own=is_own, is_confirmed=is_confirmed, others_may=others_may, reason=reason)
    assert (refused.code if refused else None) == code


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress(2), "not_started"),
        (Progress(2, drafts=1), "in_progress"),
        (Progress(2, submitted=1), "in_progress"),
        (Progress(2, submitted=1, accepted=1), "sent"),
        (Progress(2, accepted=2), "accepted"),
        (Progress(2, returned=1, accepted=1), "to_fix"),
        (Progress(2, drafts=1, accepted=2), "in_progress"),  # a correction
    ],
)
def test_state_of_a_provider(progress: Progress, state: str) -> None:
    assert standing.state(progress) == state


DUE = datetime(2026, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "grace", "late"),
    [(-1, 0, 0), (0.5, 0, 1), (2.5, 0, 3), (2.5, 3, 0), (3.5, 3, 4), (None, 0, 8)],
)
def test_lateness_is_judged_by_the_moment_received(sent: float | None, grace: int, late: int) -> None:
    sent_at = None if sent is None else DUE + timedelta(days=sent)
    now = DUE + timedelta(days=7.2)

    found = standing.days_late(late_from=DUE + timedelta(days=grace), due_at=DUE, sent_at=sent_at, now=now)

    assert found == late
