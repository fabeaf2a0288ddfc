"""What is said of an activity, and by which rule?"""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workgroups.models import Activity
from workgroups.rules.status import Status

STATUSES: dict[Status, Promise] = {
    Status.NOT_BEGUN: gettext_lazy("Not begun"),
    Status.UNDER_WAY: gettext_lazy("Under way"),
    Status.LATE: gettext_lazy("Late"),
    Status.AT_RISK: gettext_lazy("At risk"),
    Status.DONE: gettext_lazy("Done"),
    Status.STOPPED: gettext_lazy("Stopped"),
}
CHIPS: dict[Status, str] = {
    Status.NOT_BEGUN: "none",
    Status.UNDER_WAY: "doing",
    Status.LATE: "err",
    Status.AT_RISK: "chk",
    Status.DONE: "ok",
    Status.STOPPED: "off",
}
PARTS: dict[str, Promise] = {
    "leads": gettext_lazy("leads"),
    "supports": gettext_lazy("supports"),
    "planned": gettext_lazy("is to take part"),
}
RULE: Promise = gettext_lazy(
    "Done and stopped are said by people. Late: the last day, or the day of a milestone that is not reached, has passed. "
    "At risk: something that it needs is late, stopped or at risk itself. Not begun: the first day is ahead."
)


def why(activity: Activity, status: Status, *, missed: Sequence[tuple[str, date]] = (), bad: Sequence[str] = ()) -> str:
    """Why an activity stands as it does: `missed` are milestones past their day, `bad` what it needs and may not get."""
    if status is Status.STOPPED:
        return _("Stopped on %(day)s: %(why)s") % {"day": _day(activity.stopped_on), "why": activity.stopped_because}
    if status is Status.DONE:
        return _("Done since %(day)s.") % {"day": _day(activity.finished_on)}
    if status is Status.LATE and missed:
        name, day = missed[0]
        return _("Late: “%(name)s” was due on %(day)s and is not reached.") % {"name": name, "day": _day(day)}
    if status is Status.LATE:
        return _("Late: it was to end on %(day)s.") % {"day": _day(activity.ends_on)}
    if status is Status.AT_RISK:
        names = get_text_list([f"“{name}”" for name in bad], _("and"))
        return _("At risk: it needs %(names)s, which is late, stopped or at risk.") % {"names": names}
    if status is Status.NOT_BEGUN:
        return _("Begins on %(day)s.") % {"day": _day(activity.starts_on)}
    return _("Under way since %(day)s.") % {"day": _day(activity.starts_on)}


def days(activity: Activity) -> str:
    """From when to when."""
    if activity.ends_on is None:
        return _("since %(day)s") % {"day": _day(activity.starts_on)}
    return f"{_day(activity.starts_on)} – {_day(activity.ends_on)}"


def goal(counted: int, activity: Activity) -> str:
    """How far a campaign has come."""
    if not activity.goal:
        return _("%(count)s counted") % {"count": counted}
    values = {"count": counted, "goal": activity.goal, "unit": activity.goal_unit}
    return _("%(count)s of %(goal)s %(unit)s") % values


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
