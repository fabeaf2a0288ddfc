"""How are the way to a target, the pace and the official status said, each with its rule and its figures?"""

from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measurement.models import Indicator, Target
from measurement.rules.growth import Growth, Status
from measurement.rules.process import Assurance
from measurement.rules.targets import Because, PaceToTarget, Way, WayToTarget
from measurement.selectors.figures import Seen
from measurement.selectors.judged import Judgement
from measurement.wording.figures import decimals, difference, figure, period_of
from measurement.wording.verdicts import PACES

STATUSES: dict[Status, Promise] = {
    Status.SIGNIFICANT_PROGRESS: gettext_lazy("significant progress"),
    Status.MODERATE_PROGRESS: gettext_lazy("moderate progress"),
    Status.INSUFFICIENT_PROGRESS: gettext_lazy("insufficient progress"),
    Status.NO_PROGRESS: gettext_lazy("no progress"),
    Status.MODERATE_MOVEMENT_AWAY: gettext_lazy("moderate movement away"),
    Status.MOVEMENT_AWAY: gettext_lazy("movement away"),
}
BECAUSE: dict[Because, Promise] = {
    Because.NO_CLEAR_VERDICT: gettext_lazy("The pace cannot be told while no direction stands out from chance."),
    Because.NO_TIME_SINCE_BASELINE: gettext_lazy("The pace cannot be told: no time has passed since the baseline."),
    Because.BASELINE_BEFORE_BREAK: gettext_lazy(
        "The pace cannot be told: the series has broken since the baseline, so the two cannot be compared."
    ),
    Because.FIGURE_NOT_IN: gettext_lazy("The date has passed, and the figure of that date is not in yet."),
    Because.NOT_POSITIVE: gettext_lazy("The pace cannot be told: rates of growth need positive figures."),
}
ASSURANCES: dict[Assurance, Promise] = {
    Assurance.PASSES: gettext_lazy(
        "As it runs, it will meet the target of %(target)s every time: even the worse limit does (Making Data Count)."
    ),
    Assurance.FAILS: gettext_lazy(
        "As it runs, it will not meet the target of %(target)s: not even the better limit does (Making Data Count)."
        " Something has to be changed for good."
    ),
    Assurance.EITHER: gettext_lazy(
        "As it runs, it will now meet the target of %(target)s and now miss it, by chance: the target lies between the"
        " limits (Making Data Count)."
    ),
}


def way_sentence(
    way: WayToTarget, pace: PaceToTarget | None, *, baseline: Seen, target: Target, indicator: Indicator, n: int
) -> str:
    """How much of the way is done, and whether the change is enough: with figures, rule and thresholds."""
    values: dict[str, Any] = {
        "baseline": figure(baseline.value, indicator), "since": period_of(baseline),
        "target": figure(target.value, indicator), "day": date_format(target.due_on, "j F Y"),
        "share": round((way.share or 0) * 100),
    }  # fmt: skip
    return " ".join(filter(None, [_way(way) % values, _pace(pace, indicator, n) if pace else ""]))


def _way(way: WayToTarget) -> str:
    if way.code is Way.KEPT:
        return _("The target of %(target)s by %(day)s was met at the baseline (%(since)s) and is kept.")
    if way.code is Way.NOT_KEPT:
        return _("The target of %(target)s by %(day)s was met at the baseline (%(since)s) and is met no more.")
    if way.code is Way.REACHED:
        return _("The target of %(target)s by %(day)s is reached, from %(baseline)s in %(since)s.")
    if way.share is not None and way.share < 0:
        return _("It is further from the target of %(target)s by %(day)s than the %(baseline)s of %(since)s.")
    return _("%(share)d%% of the way is done from %(baseline)s in %(since)s to the target of %(target)s by %(day)s.")


def _pace(pace: PaceToTarget, indicator: Indicator, n: int) -> str:
    if pace.because is not None:
        return str(BECAUSE[pace.because])
    if pace.observed is None or pace.required is None or pace.ratio is None:
        return ""
    values = {
        "observed": difference(Decimal(str(pace.observed)), indicator), "n": n, "word": str(PACES[pace.code]),
        "required": difference(Decimal(str(pace.required)), indicator), "ratio": decimals(pace.ratio, 2),
    }  # fmt: skip
    return (
        _(
            "%(word)s: %(observed)s a year since then (to where the Theil-Sen line of %(n)d figures ends), %(required)s"
            " a year needed; %(ratio)s of it, where 0.95 is on track and 0.60 moderate."
        )
        % values
    )


def panel_sentence(judgement: Judgement) -> str:
    """Of how many partners the totals are that were judged; "" for what is no programme's total."""
    judged, panel = judgement.verdict.points, judgement.panel
    if panel is not None:
        values = {"in": panel.partners, "of": panel.of, "n": len(judged)}
        text = ngettext(
            "These are figures of the %(in)d partner, of %(of)d, that is in all %(n)d of them.",
            "These are figures of the %(in)d partners, of %(of)d, that are in all %(n)d of them.",
            panel.partners,
        )
        return text % values
    if not judged or judged[-1].of_partners is None:
        return ""
    partners = judged[-1].of_partners
    text = ngettext("Each is made of %d partner.", "Each is made of %d partners.", partners)
    return text % partners


def growth_sentence(
    found: Growth | None, *, baseline: Seen | None, latest: Seen | None, target: Target | None, indicator: Indicator
) -> str:
    """The official status, named as what it is, with the two figures that decide it."""
    if found is None or baseline is None or latest is None:
        return _(
            "Official status by compound growth (Eurostat): cannot be said. It needs two positive figures of one"
            " definition, time between them, and a target or a good direction."
        )
    values: dict[str, Any] = {
        "status": str(STATUSES[found.status]), "first": figure(baseline.value, indicator),
        "since": period_of(baseline), "last": figure(latest.value, indicator), "to": period_of(latest),
        "observed": decimals(found.observed * 100, 1),
    }  # fmt: skip
    said = (
        _(
            "Official status by compound growth (Eurostat): %(status)s. From %(first)s in %(since)s to %(last)s in"
            " %(to)s is %(observed)s%% a year"
        )
        % values
    )
    if found.required is None or target is None:
        rule = _("; from 1%% a year in the good direction on, progress is significant. Two figures decide it.") % {}
        return said + rule
    values |= {
        "required": decimals(found.required * 100, 1), "target": figure(target.value, indicator),
        "year": target.due_on.year,
    }  # fmt: skip
    return (
        said
        + _(
            "; %(required)s%% a year would lead to the target of %(target)s in %(year)d. Of the rate needed, 0.95 is"
            " significant and 0.60 moderate. Two figures decide it."
        )
        % values
    )
