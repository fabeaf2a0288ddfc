"""When may an indicator be active, and when is a change one of its meaning?

Texts may be corrected at any time, and whoever corrects says that the meaning is the same. What figures are counted in,
or within, cannot be corrected once there are figures: that starts a version. What figures are (a count, a share) cannot
change at all then: that is another indicator, which replaces this one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from backbone.core.exceptions import Refusal
from measurement.rules.ways import partners_refusal, time_refusal

# From which state an indicator may come into which.
NEXT: dict[str, frozenset[str]] = {
    "proposed": frozenset({"active", "retired"}),
    "active": frozenset({"retired"}),
    "retired": frozenset({"active"}),
}
TEXTS = ("name", "definition", "method", "source", "source_url")
FREE = ("decimals", "usual_lag_days")
OF_MEANING = ("unit", "counting_unit", "unduplicated_within", "polarity", "frequency", "year_starts_in")
FIXED_BY_FIGURES = ("level", "kind", "per", "adds_over_partners")
# The texts that a definition's numbered version holds; the others stand with the indicator.
OF_VERSION = ("definition", "method", "source", "source_url")


def move_refusal(current: str, wanted: str, *, is_replaced: bool = False) -> Refusal | None:
    """Say why an indicator may not come into a state; one with a successor does not come back."""
    if wanted not in NEXT[current]:
        return Refusal("indicator_not_in_state", {"current": current})
    if wanted == "active" and is_replaced:
        return Refusal("indicator_was_replaced")
    return None


def terms_refusal(not_agreed: Sequence[str]) -> Refusal | None:
    """Say why an indicator that names these words, on which nobody has agreed, may not be active."""
    return (
        Refusal("terms_not_agreed", {"terms": ", ".join(not_agreed), "count": len(not_agreed)}) if not_agreed else None
    )


# What decides how figures may add up.
OF_ADDING = ("kind", "adds_over_partners", "adds_over_time", "counting_unit", "unduplicated_within")


def adding_refusal(
    kind: str, over_partners: str, over_time: str = "", counting_unit: str = "", unduplicated_within: str = ""
) -> Refusal | None:
    """Say why figures of a kind may not add up so, over partners or over time; a refusal names the way it is about."""
    if found := partners_refusal(kind, over_partners):
        return Refusal(found.code, {"axis": "adds_over_partners"})
    found = time_refusal(kind, counting_unit, unduplicated_within, over_time)
    return Refusal(found.code, {"axis": "adds_over_time"}) if found else None


def correction_refusal(changed: Collection[str], *, has_figures: bool) -> Refusal | None:
    """Say why a change may not pass as a correction."""
    if not has_figures:
        return None
    return _fixed(changed) or (
        Refusal("change_is_of_meaning", {"fields": sorted(set(changed) & set(OF_MEANING))})
        if set(changed) & set(OF_MEANING)
        else None
    )


def redefinition_refusal(
    changed: Collection[str], *, has_figures: bool, note: str, breaks_on: date | None, last_break: date | None
) -> Refusal | None:
    """Say why a change may not start a version: it needs a note, and a day from which the series is another."""
    if not set(changed) - {"name", *FREE}:
        return Refusal("nothing_of_meaning_changed")
    if not note.strip():
        return Refusal("redefinition_needs_note")
    if breaks_on is None:
        return Refusal("redefinition_needs_day")
    if last_break is not None and breaks_on <= last_break:
        return Refusal("redefinition_before_last", {"day": last_break})
    return _fixed(changed) if has_figures else None


def _fixed(changed: Collection[str]) -> Refusal | None:
    fixed = sorted(set(changed) & set(FIXED_BY_FIGURES))
    return Refusal("fixed_by_figures", {"fields": fixed}) if fixed else None
