"""What is told of groups and activities, to a system?"""

from collections.abc import Mapping
from typing import Any

from workgroups.selectors.activities import ActivityToday
from workgroups.selectors.groups import Held, Seated

Answer = dict[str, Any]


def group_answer(found: Seated) -> Answer:
    group = found.group
    return {
        "uid": group.uid,
        "slug": group.slug,
        "name": group.name,
        "kind": group.kind,
        "purpose": group.purpose,
        "parent_group": group.parent.slug if group.parent else None,
        "strategy": group.strategy.slug if group.strategy else None,
        "formed_on": group.formed_on,
        "closed_on": group.closed_on,
        "closed_because": group.closed_because,
        "sectors": list(found.balance.there),
        "seats": [_seat(each) for each in found.seats],
    }


def _seat(held: Held) -> Answer:
    seat, holder = held.seat, held.holder
    return {
        "uid": seat.uid,
        "organization": seat.organization.code if seat.organization else None,
        "function": seat.function,
        "title": seat.title,
        "is_lived_experience": seat.is_lived_experience,
        "is_held": holder is not None,
        "level": holder.level if holder else "",
        "term_ends_on": holder.term_ends_on if holder else None,
    }


def activity_answer(line: ActivityToday, slugs: Mapping[int, str]) -> Answer:
    """One activity; `slugs` are those of all activities, for what it needs."""
    activity = line.activity
    return {
        "uid": activity.uid,
        "slug": activity.slug,
        "name": activity.name,
        "kind": activity.kind,
        "what": activity.what,
        "status": line.status.value,
        "organization": activity.organization.code if activity.organization else None,
        "group": activity.group.slug if activity.group else None,
        "strategy": activity.strategy.slug,
        "is_existing": activity.is_existing,
        "starts_on": activity.starts_on,
        "ends_on": activity.ends_on,
        "finished_on": activity.finished_on,
        "stopped_on": activity.stopped_on,
        "goal": activity.goal,
        "goal_unit": activity.goal_unit,
        "partners": [
            {"organization": line.partners[key].code, "part": part} for key, part in sorted(line.parts.items())
        ],
        "indicators": [
            {
                "indicator": aim.indicator.code,
                "because": aim.because,
                "period_start": aim.period_start,
                "period_end": aim.period_end,
            }
            for aim in line.indicators
        ],
        "needs": [slugs[each.needed_id] for each in line.needs],
    }


GROUP: Answer = {
    "uid": "0b0f4c8e-6a5e-4f0c-9a35-0f6d0a1c5a11",
    "slug": "attendance",
    "name": "Attendance",
    "kind": "working_group",
    "purpose": "Fewer children who miss a tenth of their schooling.",
    "parent_group": None,
    "strategy": "in-school-every-day",
    "formed_on": "2023-03-01",
    "closed_on": None,
    "closed_because": "",
    "sectors": ["government"],
    "seats": [
        {
            "uid": "5d0f2a6e-3d29-4e4c-8c5b-3c6f6c8a2b22",
            "organization": "LA840",
            "function": "chair",
            "title": "Chair",
            "is_lived_experience": False,
            "is_held": True,
            "level": "director",
            "term_ends_on": None,
        }
    ],
}
ACTIVITY: Answer = {
    "uid": "7e1d1f0a-53a4-4a37-9d5a-6c1f7e0b3c33",
    "slug": "letters-that-invite",
    "name": "Letters that invite",
    "kind": "activity",
    "what": "Schools write in plain words what is missed, before the third absence.",
    "status": "late",
    "organization": None,
    "group": "attendance",
    "strategy": "in-school-every-day",
    "is_existing": False,
    "starts_on": "2026-06-24",
    "ends_on": "2027-03-21",
    "finished_on": None,
    "stopped_on": None,
    "goal": None,
    "goal_unit": "",
    "partners": [{"organization": "LA840", "part": "leads"}],
    "indicators": [
        {"indicator": "AT02", "because": "It stays far above 2020.", "period_start": None, "period_end": None}
    ],
    "needs": [],
}
