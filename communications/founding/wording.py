"""What do the six steps and five conditions say, and what is their evidence?"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.core.refusals import register_sentences
from communications.founding.rules.standing import LEAST_MEMBERS, Condition, Facts, State, Step

register_sentences(
    {"initiative_without_place": gettext_lazy("Choose a place, or name a new one: an initiative is for somewhere.")}
)

STATES: dict[State, tuple[str, Promise]] = {
    State.STANDS: ("ok", gettext_lazy("Stands")),
    State.BEGUN: ("doing", gettext_lazy("Begun")),
    State.MISSING: ("none", gettext_lazy("Not yet")),
}

STEPS: dict[Step, tuple[Promise, str]] = {
    Step.COMMITTEE: (
        gettext_lazy("Chief executives form a committee, agree on the agenda and draw its boundaries"), "initiatives:agenda",
    ),
    Step.OVERSIGHT: (gettext_lazy("The committee meets regularly and oversees progress"), "reports:schedules"),
    Step.GROUPS: (gettext_lazy("Working groups form around the primary strategies"), "workgroups:groups"),
    Step.EXCHANGE: (gettext_lazy("Groups meet apart, and the backbone joins them"), "workgroups:map"),
    Step.CHANGE: (gettext_lazy("Groups change as the work does"), "workgroups:groups"),
    Step.FEEDBACK: (
        gettext_lazy("The backbone assesses progress and feeds it back to the committee"), "communications:scorecard",
    ),
}  # fmt: skip

CONDITIONS: dict[Condition, tuple[Promise, str]] = {
    Condition.AGENDA: (gettext_lazy("Common agenda"), "initiatives:sign-offs"),
    Condition.MEASUREMENT: (gettext_lazy("Shared measurement"), "communications:scorecard"),
    Condition.ACTIVITIES: (gettext_lazy("Mutually reinforcing activities"), "workgroups:matrix"),
    Condition.COMMUNICATION: (gettext_lazy("Continuous communication"), "reports:list"),
    Condition.BACKBONE: (gettext_lazy("Backbone support"), "initiatives:directory"),
}


def evidence_of(facts: Facts) -> dict[Step | Condition, list[str]]:
    """What the system knows about each step and condition, in sentences."""
    return {key: says(facts) for key, says in _EVIDENCE.items()}


def _of(part: int, whole: int, what: str) -> str:
    return _("%(part)s of %(whole)s %(what)s") % {"part": part, "whole": whole, "what": what}


def _members(facts: Facts) -> str:
    text = ngettext(
        "%(n)s person holds a deciding seat in the steering committee; %(least)s are the least",
        "%(n)s people hold deciding seats in the steering committee; %(least)s are the least",
        facts.members,
    )
    return text % {"n": facts.members, "least": LEAST_MEMBERS}


def _adopted(facts: Facts) -> str:
    return _("An agenda is adopted") if facts.agendas_adopted else _("No agenda is adopted")


def _issued(facts: Facts) -> str:
    return ngettext("%(n)s progress report issued", "%(n)s progress reports issued", facts.reports_issued) % {
        "n": facts.reports_issued
    }


_EVIDENCE: dict[Step | Condition, Callable[[Facts], list[str]]] = {
    Step.COMMITTEE: lambda f: [
        _members(f),
        _adopted(f),
        ngettext("%(n)s boundary drawn in it", "%(n)s boundaries drawn in it", f.boundaries) % {"n": f.boundaries},
    ],
    Step.OVERSIGHT: lambda f: [
        _("A schedule of progress reports is set") if f.schedules else _("No schedule of progress reports is set"),
        _issued(f),
    ],
    Step.GROUPS: lambda f: [_of(f.strategies_with_group, f.strategies, _("strategies have a group"))],
    Step.EXCHANGE: lambda f: [
        _of(f.groups_led, f.groups, _("groups have a chair, facilitator or coach")),
        ngettext("%(n)s person sits in two groups", "%(n)s people sit in two groups", f.people_who_link)
        % {"n": f.people_who_link},
    ],
    Step.CHANGE: lambda f: [
        _of(f.groups_with_charter, f.groups, _("groups have a charter")),
        ngettext("%(n)s group was closed, merged or split", "%(n)s groups were closed, merged or split", f.groups_changed)
        % {"n": f.groups_changed},
    ],
    Step.FEEDBACK: lambda f: [_of(f.indicators_released, f.indicators, _("indicators have released figures")), _issued(f)],
    Condition.AGENDA: lambda f: [_adopted(f), _of(f.sign_offs, f.partners, _("partners stand behind its primary goals"))],
    Condition.MEASUREMENT: lambda f: [
        _of(f.indicators_released, f.indicators, _("indicators have released figures")),
        ngettext("%(n)s collection round", "%(n)s collection rounds", f.rounds) % {"n": f.rounds},
    ],
    Condition.ACTIVITIES: lambda f: [
        _of(f.activities_led, f.activities, _("activities have somebody who leads")),
        _of(f.strategies_with_activity, f.strategies, _("strategies have an activity")),
    ],
    Condition.COMMUNICATION: lambda f: [
        _of(f.groups_led, f.groups, _("groups have a chair, facilitator or coach")),
        ngettext(
            "%(n)s progress report in the last twelve months", "%(n)s progress reports in the last twelve months",
            f.reports_this_year,
        ) % {"n": f.reports_this_year},
    ],
    Condition.BACKBONE: lambda f: [
        _("Project manager") + ": " + str(f.project_managers),
        _("Data manager") + ": " + str(f.data_managers),
        _("Facilitator") + ": " + str(f.facilitators),
    ],
}  # fmt: skip
