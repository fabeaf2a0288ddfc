"""What do the statements of an assessment, the questions of a pulse survey, and states say? In our own words."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.models import PlanItem
from initiatives.rules.office import days_left

STATEMENTS: dict[str, Promise] = {
    "direction-1": gettext_lazy("Partners say in one sentence what the initiative wants to change, and say the same."),
    "direction-2": gettext_lazy("When plans of partners pull apart, the steering committee hears of it within weeks."),
    "direction-3": gettext_lazy("The steering committee spends its time on decisions, not on reports read aloud."),
    "direction-4": gettext_lazy("What we stop doing is decided as openly as what we begin."),
    "dialogue-1": gettext_lazy("Partners disagree in the room and not after it."),
    "dialogue-2": gettext_lazy("Small organizations are heard as often as large ones."),
    "dialogue-3": gettext_lazy("Whoever makes a proposal learns what became of it, and why."),
    "dialogue-4": gettext_lazy("Each group knows what the others are working on."),
    "data-1": gettext_lazy("Partners send their figures without being asked twice."),
    "data-2": gettext_lazy("What partners send comes back to them in a form that they use."),
    "data-3": gettext_lazy("Decisions of the year can be led back to figures."),
    "data-4": gettext_lazy("What a figure means is settled before anybody is asked for it."),
    "communication-1": gettext_lazy("Partners learn from us first what concerns them."),
    "communication-2": gettext_lazy("Progress is told as that of all, and no partner stands in front."),
    "communication-3": gettext_lazy("Bad news is told as soon as good."),
    "communication-4": gettext_lazy("Somebody from outside understands our reports without help."),
    "outreach-1": gettext_lazy("People who live with the problem take part in decisions."),
    "outreach-2": gettext_lazy("We know which neighbourhoods we do not reach."),
    "outreach-3": gettext_lazy("What we publish exists in the languages and forms that people need."),
    "outreach-4": gettext_lazy("Whoever tells us something hears what was done with it."),
    "funds-1": gettext_lazy("The backbone is paid for until the end of next year at least."),
    "funds-2": gettext_lazy("Funders have changed what they fund because of the common agenda."),
    "funds-3": gettext_lazy("Partners know what the backbone costs and who pays for it."),
    "funds-4": gettext_lazy("No single funder could end the work by leaving."),
}

QUESTIONS: dict[str, Promise] = {
    "aim": gettext_lazy("I know what the initiative wants to reach this year."),
    "decisions": gettext_lazy("I can follow how decisions come about."),
    "candour": gettext_lazy("In meetings I can say what I really think."),
    "promises": gettext_lazy("Partners do what they have promised each other."),
    "figures": gettext_lazy("The figures that come back to us help in our own work."),
    "in-time": gettext_lazy("I hear early enough what concerns us."),
    "heard": gettext_lazy("Those whom it is all about are listened to."),
    "worth": gettext_lazy("Taking part is worth what it costs us."),
}
OPEN_QUESTION = gettext_lazy("What would make the initiative more useful to you?")

AGREEMENT: dict[int, Promise] = {
    1: gettext_lazy("not at all"),
    2: gettext_lazy("rather not"),
    3: gettext_lazy("partly"),
    4: gettext_lazy("rather"),
    5: gettext_lazy("fully"),
}

# The shape of a chip for each state of an item of the plan.
PLAN_STATES: dict[str, str] = {
    PlanItem.State.PLANNED: "none",
    PlanItem.State.UNDER_WAY: "doing",
    PlanItem.State.DONE: "ok",
    PlanItem.State.DROPPED: "off",
}

TITLES = [
    gettext_lazy("Project manager"),
    gettext_lazy("Data manager"),
    gettext_lazy("Facilitator"),
    gettext_lazy("Education coordinator"),
    gettext_lazy("Communications"),
    gettext_lazy("Community organizer"),
]


def countdown(until: date, today: date) -> str:
    """How long a priority still comes first, in words."""
    left = days_left(until, today)
    if left < 0:
        return ngettext("%(days)d day over", "%(days)d days over", -left) % {"days": -left}
    if left == 0:
        return _("the last day is today")
    return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}


def band_words(lowest: int, highest: int) -> str:
    """How far those of one band agree."""
    if lowest == highest:
        return str(AGREEMENT[lowest])
    return _("from “%(lowest)s” to “%(highest)s”") % {"lowest": AGREEMENT[lowest], "highest": AGREEMENT[highest]}
