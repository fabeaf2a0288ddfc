"""How does a progress report speak? Its sentences are frozen with its numbers: later wording changes nothing."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.core.exceptions import Refusal
from backbone.jobs.models import Job
from communications.reports.models import ProgressReport
from communications.reports.rules.choice import Because
from communications.scorecard.presenters import title
from measurement import wording
from measurement.models import Indicator
from measurement.rules.headline import Headline
from measurement.rules.verdicts import Code

BECAUSE: dict[Because, Promise] = {
    Because.HAS_STORY: gettext_lazy("Shown because there is a story to tell."),
    Because.TURNED: gettext_lazy("Shown because its verdict turned with the latest figure."),
    Because.STEEPEST_WORSE: gettext_lazy("Shown because it worsens fastest for how much it usually varies."),
    Because.STEEPEST_BETTER: gettext_lazy("Shown because it improves fastest for how much it usually varies."),
    Because.STEEPEST: gettext_lazy("Shown because it moves fastest for how much it usually varies."),
}
PLACES: dict[str, Promise] = {
    "lede": gettext_lazy("In one sentence"),
    "better": gettext_lazy("Getting better"),
    "worse": gettext_lazy("Getting worse"),
    "needs": gettext_lazy("We need from you"),
}
STORY = gettext_lazy("The story behind the curve")

METHOD: list[Promise] = [
    gettext_lazy(
        "The numbers are those released to everybody by the day of the data; figures that are still under review "
        "are not in them. They stay as they are in this report, whatever is corrected later."
    ),
    gettext_lazy(
        "A verdict needs five comparable figures. It says “improving” or “worsening” when Kendall’s test against "
        "time finds a direction at 10%, over at most the latest ten years or the latest five years of shorter "
        "periods. “No clear change” is not the same as no change."
    ),
    gettext_lazy(
        "A verdict that has just turned is new, and the next figure has to confirm it. A total of which too few "
        "partners have sent their part is shown as provisional and is not judged."
    ),
    wording.WHY_HIDDEN,
]

REFUSALS: dict[str, Promise] = {
    "period_not_of_schedule": gettext_lazy("This schedule does not report on that period."),
    "period_not_over": gettext_lazy("That period is not over yet; its report can be made from %(on)s."),
    "schedule_ended": gettext_lazy("This schedule has ended, so no report is made from it."),
    "report_is_issued": gettext_lazy("This report is issued: it stays as it is."),
    "report_not_ready": gettext_lazy("This report is still being made; try again in a moment."),
    "story_changed_meanwhile": gettext_lazy(
        "Somebody else saved this text meanwhile. Yours is still in the field; saving it again replaces theirs: "
        "“%(theirs)s”"
    ),
    "place_not_in_report": gettext_lazy("This report has no such place for a text."),
    "story_too_long": gettext_lazy("This text is too long: at most %(most)s characters are printed."),
}


def sentence(refusal: Refusal) -> str:
    """What is refused, in words that say what to do."""
    return str(REFUSALS[refusal.code]) % refusal.values


def state(report: ProgressReport) -> tuple[str, str]:
    """Shape and word for how far a report has come; what failed says so and waits for somebody."""
    if report.state == ProgressReport.State.BEING_MADE and has_failed(report):
        return "err", _("Could not be made")
    kinds = {"being_made": "doing", "draft": "none", "issued": "ok"}
    return kinds[report.state], str(ProgressReport.State(report.state).label)


def has_failed(report: ProgressReport) -> bool:
    """Whether the work was given up; it then waits for somebody to ask again."""
    return report.job is not None and report.job.state == Job.State.FAILED


def headline(said: Headline) -> str:
    """The sentence of the cover: how many improve, out of those that can be judged."""
    return title(said) if said.judged else _("No indicator can be judged yet")


def group_note(improving: int, judged: int) -> str:
    if not judged:
        return _("not judged")
    return _("%(n)s of %(judged)s improving") % {"n": improving, "judged": judged}


def several(names: Sequence[str], most: int = 3) -> str:
    """The first few names, a paragraph each, and how many more there are."""
    shown = list(names[:most])
    rest = len(names) - most
    if rest > 0:
        shown.append(ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest})
    return "\n\n".join(shown)


def verdict(code: str) -> str:
    return str(wording.VERDICTS[Code(code)])


def gap(low: Decimal, high: Decimal, indicator: Indicator) -> str:
    """How far apart the groups are."""
    apart = wording.distance(high - low, indicator)
    return _("%(apart)s between the lowest and the highest group") % {"apart": apart}
