"""What keeps a figure from being typed or sent now? The rule, and who may open it."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.roles import Role
from backbone.tenancy.selectors import names_of_staff
from measurement.models import CollectionRound, Entry, Obligation, ProviderException, Submission
from measurement.rules.windows import Window
from measurement.selectors.exceptions import own_window, window_of

# A day ends at 24:00, which is the next day's first moment.
_A_MOMENT = timedelta(seconds=1)


def refuse_locked(submission: Submission, owed: Obligation) -> None:
    """Raise RuleViolation unless this figure may be typed now.

    What was granted is read only when the round's own window is shut: an open round costs no query.
    """
    if owed.withdrawn_at is not None:
        raise locked("no_longer_owed", owed.round, why=owed.get_withdrawn_because_display())
    now = timezone.now()
    if own_window(owed.round).is_open(now):
        return
    window = window_of(owed.round, granted_to(submission), owed.indicator_id)
    if code := window.lock(now):
        raise locked(code, owed.round, window)


def sendable(submission: Submission, drafts: Iterable[Entry]) -> list[Entry]:
    """The drafts that may be sent now: all of them while the round is open, else those for which more time was granted.

    Raises RuleViolation where the round is shut for all of them.
    """
    now = timezone.now()
    asked = [each for each in drafts if each.obligation.withdrawn_at is None]
    if own_window(submission.round).is_open(now):
        return asked
    granted = granted_to(submission)
    open_now = [
        each for each in asked if window_of(submission.round, granted, each.obligation.indicator_id).is_open(now)
    ]
    whole = window_of(submission.round, granted)
    code = whole.lock(now)
    if code and not open_now:
        raise locked(code, submission.round, whole)
    return open_now


def granted_to(submission: Submission) -> list[ProviderException]:
    """What the submission's provider was granted in its round and has not been ended."""
    granted = ProviderException.objects.filter(
        round=submission.round_id, provider=submission.provider_id, ended_at=None
    )
    return list(granted.order_by("pk"))


def locked(code: str, collection_round: CollectionRound, window: Window | None = None, **values: str) -> RuleViolation:
    """The refusal with what its sentence names: the day, and who may open it."""
    extra = window.extra_until if window else None
    zone = collection_round.opens_at.tzinfo
    return RuleViolation(
        code,
        opens_on=date_format(collection_round.opens_on, "j F Y"),
        closes_on=date_format(collection_round.closes_at.astimezone(zone) - _A_MOMENT, "j F Y"),
        until=date_format(extra - _A_MOMENT, "j F Y") if extra else "",
        who=who_may_open(),
        **values,
    )


def who_may_open() -> str:
    """The data managers by name, where there are some; the sentence has a word of its own where there are none."""
    return ", ".join(names_of_staff(Role.DATA_MANAGER))
