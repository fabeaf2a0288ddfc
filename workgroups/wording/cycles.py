"""What is said of cycles, lessons, and of who is named in them?"""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences
from workgroups.models import Cycle, Lesson
from workgroups.rules.consent import Consent
from workgroups.rules.cycles import Phase

REFUSALS: dict[str, Promise] = {
    "cycle_not_in_phase": gettext_lazy("This does not follow on the phase in which the cycle is now."),
    "cycle_without_plan": gettext_lazy("Say what is planned before you go on."),
    "cycle_without_do": gettext_lazy("Say what was done before you go on."),
    "cycle_without_evidence": gettext_lazy(
        "Bring evidence before you go on: what the data of a period say, or a story."
    ),
    "cycle_without_communicate": gettext_lazy("Say to whom you told it, and how, before the cycle is decided."),
    "cycle_not_communicated": gettext_lazy(
        "A cycle is adopted or adapted once its evidence was communicated; it may be abandoned before."
    ),
    "cycle_is_decided": gettext_lazy("This cycle is decided; what comes next is another cycle."),
    "cycle_says_otherwise": gettext_lazy("Choose what you want to say: a plan, or what was done."),
    "cycle_does_not_move": gettext_lazy("This cycle is not to move “%(name)s”."),
    "subgroup_of_another_group": gettext_lazy("%(name)s is no subgroup of this group."),
    "period_ends_before_it_starts": gettext_lazy("The period cannot end before it starts. Choose a later day."),
    "told_to_nobody": gettext_lazy("Say who was told, and how."),
    "words_missing_here": gettext_lazy("Say it in a few words."),
    "note_taken_back": gettext_lazy("This was taken back already; nothing was changed."),
    "consent_said_already": gettext_lazy("You have said so already; nothing was changed."),
    "named_no_more": gettext_lazy("This text does not name you any more; nothing was changed."),
    "lesson_of_another": gettext_lazy("Only who has told a lesson rewrites it."),
}
register_sentences(REFUSALS)

PHASES: dict[Phase, Promise] = {Phase(value): label for value, label in Cycle.Phase.choices}
WORKED_CHIPS: dict[str, str] = {Lesson.Worked.YES: "ok", Lesson.Worked.PARTLY: "chk", Lesson.Worked.NO: "off"}
DECISION_CHIPS: dict[str, str] = {
    Cycle.Decision.ADOPT: "ok",
    Cycle.Decision.ADAPT: "chk",
    Cycle.Decision.ABANDON: "off",
}
CONSENTS: dict[Consent, Promise] = {
    Consent.ASKED: gettext_lazy("is asked"),
    Consent.GIVEN: gettext_lazy("has consented"),
    Consent.DECLINED: gettext_lazy("does not consent"),
}
CONSENT_CHIPS: dict[Consent, str] = {Consent.ASKED: "chk", Consent.GIVEN: "ok", Consent.DECLINED: "err"}
HINTS: dict[Phase, Promise] = {
    Phase.PLAN: gettext_lazy("Say what you will try, where, and what you expect to see."),
    Phase.DO: gettext_lazy("Say what was done, and what turned out otherwise than planned."),
    Phase.EVIDENCE: gettext_lazy(
        "Bring what the data say, and a story: a figure says that something moved, a story why."
    ),
    Phase.COMMUNICATE: gettext_lazy("Say to whom you told it, and how."),
    Phase.DECIDED: gettext_lazy("Decided."),
}


def doer(cycle: Cycle) -> str:
    """Who does it: the whole group, a small group of it, or each in their own organization."""
    where = cycle.organization or cycle.subgroup
    label = str(cycle.get_done_by_display())
    return f"{label}: {where}" if where else label


def decided(cycle: Cycle) -> str:
    day = date_format(cycle.decided_on, "j F Y") if cycle.decided_on else ""
    return _("%(decision)s on %(day)s") % {"decision": cycle.get_decision_display(), "day": day}


def changed(what: str, because: str) -> str:
    """A change of course in one sentence."""
    values = {"what": what.strip().rstrip("."), "because": because.strip().rstrip(".")}
    return _("We changed %(what)s, because %(because)s.") % values
