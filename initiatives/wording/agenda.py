"""What do sections, states and signatures of the agenda say?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import AgendaVersion, Difference, Section
from initiatives.rules.signoffs import Standing
from initiatives.selectors.agenda import Line

HINTS: dict[Section, Promise] = {
    Section.GUIDING_QUESTION: gettext_lazy("The one question that everybody tries to answer, such as “How do we …?”"),
    Section.UNDERSTANDING: gettext_lazy("What is wrong, for whom, how we know, and why it has not been solved."),
    Section.VISION: gettext_lazy("What is true one day, for whom, where, and until when."),
    Section.BOUNDARIES: gettext_lazy("What this initiative takes on, what it leaves to others, and why."),
    Section.GOALS: gettext_lazy(
        "What shall change. All partners accept the primary goals, whatever else divides them."
    ),
    Section.STRATEGIES: gettext_lazy("The primary ways to the goals; a working group is formed around each."),
    Section.JOINT_APPROACH: gettext_lazy("How we work together: who does what, how we learn, how we decide."),
}

# The shape of a chip, and its word.
STATES: dict[str, tuple[str, Promise]] = {
    AgendaVersion.State.DRAFT: ("none", gettext_lazy("Draft")),
    AgendaVersion.State.OPEN: ("doing", gettext_lazy("Open for comment")),
    AgendaVersion.State.ADOPTED: ("ok", gettext_lazy("Adopted")),
    AgendaVersion.State.SUPERSEDED: ("off", gettext_lazy("Superseded")),
}

STANDINGS: dict[Standing, tuple[str, Promise]] = {
    Standing.NOTHING_ADOPTED: ("none", gettext_lazy("Nothing to sign yet")),
    Standing.NOT_SIGNED: ("none", gettext_lazy("Not signed")),
    Standing.ASKED_AGAIN: ("chk", gettext_lazy("Asked again: a primary goal changed")),
    Standing.LAPSED: ("err", gettext_lazy("Lapsed")),
    Standing.WITHDRAWN: ("off", gettext_lazy("Taken back")),
    Standing.RENEWAL_DUE: ("chk", gettext_lazy("Signed, renewal due")),
    Standing.WITH_RESERVATIONS: ("ok", gettext_lazy("Signed, with reservations")),
    Standing.SIGNED: ("ok", gettext_lazy("Signed")),
}

DIFFERENCES: dict[str, str] = {
    Difference.State.RAISED: "none",
    Difference.State.DISCUSSED: "doing",
    Difference.State.RESOLVED: "ok",
    Difference.State.STANDING: "chk",
}

HAPPENED: dict[str, Promise] = {
    "agenda.drafted": gettext_lazy("Draft started"),
    "agenda.opened": gettext_lazy("Opened for comment"),
    "agenda.taken_back": gettext_lazy("Taken back to be changed"),
    "agenda.adopted": gettext_lazy("Adopted; members of the committee who consented, of all"),
}


def reach_of(agenda: AgendaVersion) -> str:
    """For whom, where and until when an agenda is; its initiative must be at hand with its area."""
    area = agenda.initiative.area.name
    where = _("For %(whom)s in %(area)s") % {"whom": agenda.population, "area": area} if agenda.population else area
    return _("%(where)s, until %(year)s") % {"where": where, "year": agenda.until_year} if agenda.until_year else where


def line_of(line: Line) -> str:
    """A boundary, goal or strategy as one sentence, so that versions can be compared."""
    if line.section == Section.BOUNDARIES:
        where = _("Inside") if line.is_first else _("Outside")
        return _("%(where)s: %(what)s. Why: %(why)s") % {"where": where, "what": line.text, "why": line.more}
    if line.section == Section.GOALS:
        kind = _("Primary goal") if line.is_first else _("Goal")
        toward = _(" (toward %(outcome)s)") % {"outcome": line.more} if line.more else ""
        return f"{kind}: {line.text}{toward}"
    return f"{line.text}: {line.more}" if line.more else line.text
