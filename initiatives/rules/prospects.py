"""How does an organization come to take part?"""

from backbone.core.exceptions import Refusal

# Whoever declined may be asked again; whoever takes part is a partner, and no prospect any more.
NEXT: dict[str, frozenset[str]] = {
    "named": frozenset({"named", "approached", "in_talks", "joined", "declined"}),
    "approached": frozenset({"approached", "in_talks", "joined", "declined"}),
    "in_talks": frozenset({"in_talks", "approached", "joined", "declined"}),
    "declined": frozenset({"declined", "approached", "in_talks", "joined"}),
    "joined": frozenset(),
}


def refusal(current: str, wanted: str) -> Refusal | None:
    """Say why a prospect may not come into another stage; None means it may."""
    return None if wanted in NEXT[current] else Refusal("prospect_not_in_stage")
