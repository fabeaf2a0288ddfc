"""May an initiative take up one more indicator? A short list is read; passing its cap wants a reason."""

from __future__ import annotations

from backbone.core.exceptions import Refusal


def refusal(*, state: str, adopted: int, cap: int, over_cap_because: str) -> Refusal | None:
    """Say why an indicator may not be adopted; `adopted` are those in force already."""
    if state != "active":
        return Refusal("only_active_are_adopted")
    if adopted >= cap and not over_cap_because.strip():
        return Refusal("cap_reached", {"cap": cap})
    return None


def contribution_refusal(*, level: str, to_level: str, same_initiative: bool) -> Refusal | None:
    """Say why one adopted indicator may not contribute to another: programmes contribute to the community."""
    if level == "programme" and to_level == "community" and same_initiative:
        return None
    return Refusal("contributes_to_community_only")
