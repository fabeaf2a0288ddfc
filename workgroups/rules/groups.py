"""What may become of a group?"""

from backbone.core.exceptions import Refusal


def refusal_of_place(kind: str, parent_kind: str | None, *, has_strategy: bool, has_committee: bool) -> Refusal | None:
    """Say why a group of this kind cannot be formed there; None means it can."""
    if kind == "steering_committee" and has_committee:
        return Refusal("committee_is_there")
    if kind == "working_group" and not has_strategy:
        return Refusal("working_group_needs_strategy")
    if kind == "subgroup" and parent_kind != "working_group":
        return Refusal("subgroup_needs_working_group")
    return None


def refusal_of_end(
    name: str, *, is_committee: bool, is_closed: bool, subgroups: int, activities: int, has_successor: bool
) -> Refusal | None:
    """Say why a group cannot end now. What it does must go on somewhere, or have been finished or stopped."""
    if is_committee:
        return Refusal("committee_stays")
    if is_closed:
        return Refusal("group_is_closed", {"name": name})
    if subgroups:
        return Refusal("group_has_subgroups", {"name": name, "count": subgroups})
    if activities and not has_successor:
        return Refusal("group_has_activities", {"name": name, "count": activities})
    return None
