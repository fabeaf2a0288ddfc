"""When may others read a text that names somebody? Once each of those named has said yes, by itself.

One rule for lessons and for the stories of cycles.
"""

from enum import StrEnum

from backbone.core.exceptions import Refusal


class Consent(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"


# A word may be taken back at any time, and given after all.
NEXT: dict[Consent, frozenset[Consent]] = {
    Consent.ASKED: frozenset({Consent.GIVEN, Consent.DECLINED}),
    Consent.GIVEN: frozenset({Consent.DECLINED}),
    Consent.DECLINED: frozenset({Consent.GIVEN}),
}


def consent_of(*, has_consented: bool, has_declined: bool) -> Consent:
    """What somebody who is named has said."""
    if has_declined:
        return Consent.DECLINED
    return Consent.GIVEN if has_consented else Consent.ASKED


def refusal(current: Consent, wanted: Consent) -> Refusal | None:
    """Say why nothing changes; None means it does."""
    return None if wanted in NEXT[current] else Refusal("consent_said_already")
