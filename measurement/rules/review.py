"""The life of an entry: draft, submitted, perhaps returned, accepted."""

from backbone.core.exceptions import Refusal

NEXT: dict[str, set[str]] = {
    "draft": {"submitted"},
    "submitted": {"accepted", "returned"},
    "returned": {"submitted"},
    "accepted": set(),  # a correction is a new entry, which supersedes
}

# An entry under review does not move under the reviewer.
MAY_BE_EDITED = {"draft", "returned"}


def refusal(current: str, wanted: str) -> Refusal | None:
    """Say why an entry may not move from `current` to `wanted`; None means it may."""
    return None if wanted in NEXT[current] else Refusal("entry_not_in_state", {"current": current, "wanted": wanted})


def acceptance_refusal(*, is_own: bool, is_confirmed: bool, others_may: bool, reason: str) -> Refusal | None:
    """Say why somebody may not accept an entry that they typed themselves; None means they may.

    Their own entry needs another pair of eyes: the partner's confirmation, or another person who may
    accept. Where there is nobody else who may, a reason is wanted, and it is shown ever after.
    """
    if not is_own or is_confirmed:
        return None
    if others_may:
        return Refusal("own_entry_needs_another")
    return None if reason.strip() else Refusal("own_entry_needs_reason")


def reopening_refusal(state: str, *, has_open: bool) -> Refusal | None:
    """Say why a figure may not be given back to its provider after it was accepted; None means it may."""
    if state != "accepted":
        return Refusal("entry_not_accepted", {"current": state})
    return Refusal("entry_open_already") if has_open else None
