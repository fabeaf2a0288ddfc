"""How does a difference between partners come to an end, or to stand in the open?"""

from backbone.core.exceptions import Refusal

# Standing is an end as good as any: people who differ may still go the same way. Both ends may be taken up again.
NEXT: dict[str, frozenset[str]] = {
    "raised": frozenset({"raised", "discussed", "resolved", "standing"}),
    "discussed": frozenset({"discussed", "resolved", "standing"}),
    "resolved": frozenset({"discussed"}),
    "standing": frozenset({"discussed", "resolved"}),
}


def refusal(current: str, wanted: str) -> Refusal | None:
    """Say why a difference may not come into another state; None means it may."""
    return None if wanted in NEXT[current] else Refusal("difference_not_in_state")
