"""How are verdicts, paces and ways to a target put into words?"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measurement.models import Indicator
from measurement.rules.gaps import GapChange
from measurement.rules.process import Rule
from measurement.rules.series import Point, Reason
from measurement.rules.targets import Pace, Way
from measurement.rules.verdicts import Code, Standing, Verdict, Why
from measurement.wording.figures import decimals, difference, figure, period

VERDICTS: dict[Code, Promise] = {
    Code.IMPROVING: gettext_lazy("Improving"),
    Code.WORSENING: gettext_lazy("Worsening"),
    Code.NO_CLEAR_CHANGE: gettext_lazy("No clear change"),
    Code.RISING: gettext_lazy("Rising"),
    Code.FALLING: gettext_lazy("Falling"),
    Code.TOO_FEW_POINTS: gettext_lazy("Too few points"),
    Code.NO_FIGURES: gettext_lazy("No figures"),
}
STANDINGS: dict[Standing, Promise] = {
    Standing.NEW: gettext_lazy("New, to be confirmed by the next figure"),
    Standing.FIRST: gettext_lazy("First verdict"),
    Standing.CONFIRMED: gettext_lazy("Confirmed"),
}
PACES: dict[Pace, Promise] = {
    Pace.REACHED: gettext_lazy("Reached"),
    Pace.ON_TRACK: gettext_lazy("On track"),
    Pace.MODERATE: gettext_lazy("Moderate progress"),
    Pace.LIMITED: gettext_lazy("Limited progress"),
    Pace.MOVING_AWAY: gettext_lazy("Moving away"),
    Pace.KEPT: gettext_lazy("Kept"),
    Pace.NOT_KEPT: gettext_lazy("Not kept"),
    Pace.MISSED: gettext_lazy("Missed"),
    Pace.CANNOT_TELL_YET: gettext_lazy("Cannot tell yet"),
    Pace.NO_DATE: gettext_lazy("No date set"),
}
GAPS: dict[GapChange, Promise] = {
    GapChange.NARROWS: gettext_lazy(
        "The gap between %(low)s and %(high)s has narrowed since %(since)s, beyond chance."
    ),
    GapChange.WIDENS: gettext_lazy("The gap between %(low)s and %(high)s has widened since %(since)s, beyond chance."),
    GapChange.LEVELLED_DOWN: gettext_lazy(
        "The gap between %(low)s and %(high)s is smaller than in %(since)s, but the worse off have lost as well."
    ),
    GapChange.TURNED_ROUND: gettext_lazy(
        "Since %(since)s the order of %(low)s and %(high)s has turned round, beyond chance."
    ),
    GapChange.CANNOT_TELL: gettext_lazy(
        "Whether the gap between %(low)s and %(high)s has changed since %(since)s cannot be told from chance."
    ),
}
SIGNALS: dict[Rule, Promise] = {
    Rule.OUTSIDE: gettext_lazy("Outside the limits"),
    Rule.SHIFT: gettext_lazy("Seven or more in a row on one side of the mean"),
    Rule.TREND: gettext_lazy("Seven or more in a row, each higher or each lower than the one before"),
    Rule.NEAR_LIMIT: gettext_lazy("Two of three near the same limit"),
}
EXCLUDED: dict[Reason, Promise] = {
    Reason.SET_ASIDE: gettext_lazy("set aside"),
    Reason.PROVISIONAL: gettext_lazy("provisional"),
    Reason.NOT_COVERED: gettext_lazy("too few partners have sent"),
    Reason.OTHER_PARTNERS: gettext_lazy("made of more or fewer partners than the latest"),
    Reason.BEFORE_BREAK: gettext_lazy("before the break in the series"),
    Reason.OVERLAPPING: gettext_lazy("overlaps the next"),
    Reason.THINNED: gettext_lazy("not the last of its month"),
    Reason.LONG_AGO: gettext_lazy("too long ago"),
}


def verdict_sentence(said: Verdict, indicator: Indicator) -> str:
    """The verdict with the figures it rests on and the rule that fired."""
    if said.code is Code.NO_FIGURES:
        if said.why is Why.NONE_COMPARABLE:
            return _("No figure since the series broke can be judged yet.")
        return _("There is no figure for the whole, so nothing can be said.")
    if said.first is None or said.last is None:
        return ""
    values: dict[str, Any] = {
        "first": figure(said.first.value, indicator),
        "last": figure(said.last.value, indicator),
        "from": _period(said.first),
        "to": _period(said.last),
        "n": said.n,
    }
    if said.code is Code.TOO_FEW_POINTS:
        return _too_few(said, indicator, values)
    course = _("From %(first)s in %(from)s to %(last)s in %(to)s.") % values
    return f"{course} {_rule(said, values)}"


def _period(point: Point) -> str:
    return point.name or period(point.period.start, point.period.end)


def _too_few(said: Verdict, indicator: Indicator, values: dict[str, Any]) -> str:
    if said.why is Why.FEWER_THAN_FIVE:
        text = ngettext(
            "Only %(n)d figure can be compared; five are needed to tell a direction from chance.",
            "Only %(n)d figures can be compared; five are needed to tell a direction from chance.",
            said.n,
        )
    else:
        text = _("With %(n)d figures spread over the parts of the year, even a perfect order could be chance.")
    text = text % values
    if said.year_change is not None:
        change = difference(said.year_change, indicator)
        text += " " + _("On the same period of last year: %(change)s.") % {"change": change}
    return text


def _rule(said: Verdict, values: dict[str, Any]) -> str:
    if said.code is Code.NO_CLEAR_CHANGE:
        return (
            _(
                "Over %(n)d figures no direction stands out from chance (Kendall’s test, 10%%). That is not the same as no change."
            )
            % values
        )
    p = said.test.p if said.test else 1.0
    values["p"] = _("under 0.1%") if p < 0.001 else f"{decimals(p * 100, 1)}%"
    return (
        _(
            "Over %(n)d figures the direction is clear: chance alone would order them so in %(p)s of cases (Kendall’s test)."
        )
        % values
    )


def way(code: Way, share: float | None) -> str:
    """The way to the target in a word: 61%, Reached, Kept."""
    if code is Way.UNDER_WAY and share is not None:
        return f"{round(share * 100)}%"
    return str({Way.REACHED: _("Reached"), Way.KEPT: _("Kept"), Way.NOT_KEPT: _("Not kept")}[code])
