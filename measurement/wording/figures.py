"""How are figures and periods put into words?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measurement.models import Entry, Indicator, ReleasedCell, Total
from measurement.rules import periods
from measurement.rules.likelihood import LEAST_OWN_POINTS
from measurement.rules.periods import Period
from measurement.selectors.figures import Seen

HIDDEN = gettext_lazy("Hidden to protect people")
WHY_HIDDEN = gettext_lazy("Some figures are hidden so that nobody can be recognised from a small number.")


BY_A_BOUND = gettext_lazy("Shares near the ends are told by a bound, so that nobody can be recognised from the rest.")
HOW_TOLD = {
    "rounded": gettext_lazy(
        "Counts of people are rounded to the nearest 5, and their shares are those of the rounded."
    ),
    "low": BY_A_BOUND,
    "high": BY_A_BOUND,
}


def how_told(figures: Iterable[Seen]) -> list[str]:
    """Why some of these figures hold no number, or none that is exact; nothing where all are told as they are."""
    said = {str(WHY_HIDDEN) if each.is_hidden else str(HOW_TOLD.get(each.shown_as, "")) for each in figures}
    return sorted(said - {""})


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


def rounded(value: Decimal, indicator: Indicator) -> str:
    """A rounded value with its sign of unit, and with no decimals that it does not have: 45%, £1,200."""
    text = decimals(value, max(0, -int(value.normalize().as_tuple().exponent)))
    if indicator.kind == Indicator.Kind.SHARE:
        return f"{text}%"
    return f"£{text}" if indicator.counting_unit == Indicator.CountingUnit.MONEY else text


def parts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """What a figure is made of: 62 of 119."""
    if numerator is None or denominator is None:
        return ""
    return _("%(count)s of %(all)s") % {"count": decimals(numerator, 0), "all": decimals(denominator, 0)}


def entry_figure(entry: Entry, indicator: Indicator) -> str:
    """An entered figure, what it lies between, or the word for there being none."""
    if entry.original_text:
        return bounds(entry.lower, entry.upper, indicator)
    if entry.presence != Entry.Presence.NUMBER:
        return str(Entry.Presence(entry.presence).label)
    return figure(entry.value, indicator)


def usual_range(values: Sequence[Decimal | None], indicator: Indicator) -> str:
    """Between which figures something has lain so far; empty while fewer than five tell."""
    known = [each for each in values if each is not None]
    if len(known) < LEAST_OWN_POINTS:
        return ""
    return _("%(low)s to %(high)s") % {"low": figure(min(known), indicator), "high": figure(max(known), indicator)}


def came(entry: Entry) -> str:
    """By which way an entry came, and from where in a file."""
    if entry.came_by == Entry.Way.FILE and entry.source_cell:
        return _("From a file, %(cell)s") % {"cell": entry.source_cell}
    return "" if entry.came_by == Entry.Way.FORM else str(Entry.Way(entry.came_by).label)


def bounds(lower: Decimal | None, upper: Decimal | None, indicator: Indicator) -> str:
    """What a figure lies between that was not said exactly: up to 4, 95% or more."""
    values = {"low": figure(lower, indicator), "high": figure(upper, indicator)}
    if upper is None:
        return _("%(low)s or more") % values
    return _("%(high)s or less") % values if not lower else _("%(low)s to %(high)s") % values


def seen(figure_seen: Seen | ReleasedCell, indicator: Indicator) -> str:
    """A figure as its reader sees it: the number, what it lies between, or the words for its being hidden."""
    if figure_seen.is_hidden:
        return str(HIDDEN)
    is_bound = figure_seen.lower is not None or figure_seen.upper is not None
    if figure_seen.value is None and (is_bound or figure_seen.presence == Entry.Presence.SUPPRESSED):
        return between(figure_seen.lower, figure_seen.upper, indicator)
    return figure(figure_seen.value, indicator)


def total(kept: Total, indicator: Indicator) -> str:
    """A kept total, or what it lies between where a source hides a part."""
    return between(kept.lower, kept.upper, indicator) if kept.hidden else figure(kept.value, indicator)


def between(lower: Decimal | None, upper: Decimal | None, indicator: Indicator) -> str:
    """What a figure lies between of which a source hides something; in words where nobody knows."""
    if lower is None and upper is None:
        return str(Entry.Presence.SUPPRESSED.label)
    return bounds(lower, upper, indicator)


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


def period_of(figure: Seen) -> str:
    """The period of a figure: the name of its cohort, or the calendar's words."""
    return figure.period_name or period(figure.period_start, figure.period_end)


def polarity(indicator: Indicator) -> str:
    return str(Indicator.Polarity(indicator.polarity).label)
