"""How are figures, periods, verdicts and refusals put into words? The one place where rules become sentences."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.core.exceptions import Refusal
from backbone.core.refusals import register_sentences
from measurement.models import Entry, Indicator
from measurement.rules import periods
from measurement.rules.checks import Finding
from measurement.rules.periods import Period
from measurement.rules.series import Reason
from measurement.rules.targets import Pace, Way
from measurement.rules.verdicts import Code, Standing, Verdict, Why

HIDDEN = gettext_lazy("Hidden to protect people")
WHY_HIDDEN = gettext_lazy("Some figures are hidden so that nobody can be recognised from a small number.")

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
EXCLUDED: dict[Reason, Promise] = {
    Reason.SET_ASIDE: gettext_lazy("set aside"),
    Reason.PROVISIONAL: gettext_lazy("provisional"),
    Reason.NOT_COVERED: gettext_lazy("too few partners have sent"),
    Reason.OTHER_PARTNERS: gettext_lazy("made of more or fewer partners than the latest"),
    Reason.BEFORE_BREAK: gettext_lazy("before the break in the series"),
    Reason.OVERLAPPING: gettext_lazy("overlaps the next"),
    Reason.LONG_AGO: gettext_lazy("too long ago"),
}


def decimals(value: Decimal | float, places: int) -> str:
    """A number with its decimals and, from 10,000 on, narrow spaces between thousands."""
    quantized = round(Decimal(str(value)), places)
    text = number_format(quantized, places, use_l10n=True, force_grouping=abs(quantized) >= 10_000)
    return text.replace(",", "\u202f") if abs(quantized) >= 10_000 else text


def figure(value: Decimal | float | None, indicator: Indicator) -> str:
    """A value with its sign of unit: 69.3%, £512, 4.2."""
    if value is None:
        return "–"
    text = decimals(value, indicator.decimals)
    if indicator.kind == Indicator.Kind.SHARE:
        return f"{text}%"
    if indicator.counting_unit == Indicator.CountingUnit.MONEY:
        return f"£{text}"
    return text


def parts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """What a figure is made of: 62 of 119."""
    if numerator is None or denominator is None:
        return ""
    return _("%(count)s of %(all)s") % {"count": decimals(numerator, 0), "all": decimals(denominator, 0)}


def entry_figure(entry: Entry, indicator: Indicator) -> str:
    """An entered figure, or the word for there being none."""
    if entry.presence != Entry.Presence.NUMBER:
        return str(Entry.Presence(entry.presence).label)
    return figure(entry.value, indicator)


def distance(value: Decimal, indicator: Indicator) -> str:
    """How far two figures are apart: 12.3 points for shares."""
    if indicator.kind == Indicator.Kind.SHARE:
        return _("%(value)s points") % {"value": decimals(value, indicator.decimals)}
    return figure(value, indicator)


def axis(value: float, indicator: Indicator) -> str:
    """A tick of an axis: short, with its unit where that is one sign."""
    text = f"{value:g}"
    if indicator.kind == Indicator.Kind.SHARE:
        return f"{text}%"
    return f"£{text}" if indicator.counting_unit == Indicator.CountingUnit.MONEY else text


def difference(value: Decimal, indicator: Indicator) -> str:
    """A change with its sign: +3.2 points for a share."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    text = decimals(abs(value), indicator.decimals)
    if indicator.kind == Indicator.Kind.SHARE:
        return _("%(change)s points") % {"change": f"{sign}{text}"}
    return f"{sign}{'£' if indicator.counting_unit == Indicator.CountingUnit.MONEY else ''}{text}"


def period(start: date, end: date) -> str:
    """A period as people say it: 2024/25, 2024, July to September 2026, September 2025."""
    name = periods.name(Period(start, end))
    if name.kind == "day":
        return date_format(start, "j M Y")
    if name.kind == "month":
        return date_format(start, "M Y")
    if name.kind in ("quarter", "half_year"):
        return f"{date_format(start, 'M')}–{date_format(end, 'M Y')}"
    if name.kind == "year":
        return str(name.year)
    if name.kind == "split_year":
        return f"{name.year}/{name.last_year % 100:02d}"
    if name.kind in ("years", "split_years"):
        return f"{name.year}–{name.last_year}"
    return f"{date_format(start, 'j M Y')} – {date_format(end, 'j M Y')}"


def polarity(indicator: Indicator) -> str:
    return str(Indicator.Polarity(indicator.polarity).label)


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
        "from": period(said.first.period.start, said.first.period.end),
        "to": period(said.last.period.start, said.last.period.end),
        "n": said.n,
    }
    if said.code is Code.TOO_FEW_POINTS:
        return _too_few(said, indicator, values)
    course = _("From %(first)s in %(from)s to %(last)s in %(to)s.") % values
    return f"{course} {_rule(said, values)}"


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


FINDINGS: dict[str, Promise] = {
    "number_missing": gettext_lazy("Enter a number, or say that there is nothing to report."),
    "number_negative": gettext_lazy("This cannot be below zero."),
    "out_of_nothing": gettext_lazy(
        "“Out of” cannot be zero. If nobody was counted, say that there is nothing to report."
    ),
    "numerator_above_denominator": gettext_lazy("The count is larger than what it is out of."),
    "share_out_of_range": gettext_lazy("A share lies between 0 and 100."),
    "not_a_number": gettext_lazy("“%(typed)s” is not a number. Type digits, such as 1234 or 12.5."),
    "reason_missing": gettext_lazy("Say why there is nothing to report."),
    "number_not_asked_for": gettext_lazy("This indicator’s figure is not entered here; leave it out."),
}


def finding(found: Finding, indicator: Indicator) -> str:
    """What is to fix or to check at a field."""
    if found.code == "unusual_value":
        values = {
            "change": difference(found.values["change"], indicator),
            "low": figure(found.values["low"], indicator),
            "high": figure(found.values["high"], indicator),
        }
        return _("%(change)s on the last figure; it has been between %(low)s and %(high)s so far.") % values
    return str(FINDINGS[found.code]) % found.values


REFUSALS: dict[str, Promise] = {
    "entry_not_in_state": gettext_lazy("This was decided already; nothing was changed."),
    "entry_changed_since_shown": gettext_lazy(
        "A figure has changed since you opened the page, and was not accepted: look at it again."
    ),
    "entry_under_review": gettext_lazy(
        "This figure is under review and cannot be changed now. Ask the data manager to return it."
    ),
    "entry_changed_meanwhile": gettext_lazy(
        "Somebody else saved this figure meanwhile. It now shows what they entered; enter yours again if it still differs."
    ),
    "round_not_open_yet": gettext_lazy("This round is not open yet."),
    "round_closed": gettext_lazy("This round is closed. Ask the data manager if something still has to be sent."),
    "nothing_to_send": gettext_lazy("There is nothing new to send."),
    "figures_to_fix": gettext_lazy("Not sent yet: %(to_fix)s to fix, %(to_check)s to check. Everything is saved."),
    "return_needs_note": gettext_lazy("Write a note, so that the partner knows what to do."),
    "own_entry_needs_another": gettext_lazy(
        "You entered this figure yourself: the partner must confirm it, or another person must accept it."
    ),
    "own_entry_needs_reason": gettext_lazy(
        "You entered this figure yourself and nobody else can accept it: give a reason, which stays visible."
    ),
    "say_where_figures_come_from": gettext_lazy(
        "You enter for a partner: say where the figures come from, such as “phone call with Ms Ali, 3 May”."
    ),
    "only_the_partner_confirms": gettext_lazy("Only somebody of the partner can confirm these figures."),
    "nothing_to_release": gettext_lazy(
        "There is nothing to release: no total has changed, or too few partners’ figures have changed since the last release."
    ),
    "load_refused": gettext_lazy("Nothing was loaded: %(rows)s rows are at fault."),
    "category_unknown": gettext_lazy("There is no group “%(category)s” in “%(dimension)s”."),
}


register_sentences(REFUSALS, stale=["entry_changed_meanwhile"])


def sentence(refusal: Refusal) -> str:
    """What is refused, in words that say what to do."""
    return str(REFUSALS[refusal.code]) % refusal.values
