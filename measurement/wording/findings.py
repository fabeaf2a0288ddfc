"""What is said at a field that is to fix or to check?"""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measurement.models import Indicator
from measurement.rules.checks import Finding
from measurement.wording.figures import decimals, difference, figure

FINDINGS: dict[str, Promise] = {
    "number_missing": gettext_lazy("Enter a number, or say that there is nothing to report."),
    "number_negative": gettext_lazy("This cannot be below zero."),
    "out_of_nothing": gettext_lazy(
        "“Out of” cannot be zero. If nobody was counted, say that there is nothing to report."
    ),
    "numerator_above_denominator": gettext_lazy("The count is larger than what it is out of."),
    "share_out_of_range": gettext_lazy("A share lies between 0 and 100."),
    "not_a_number": gettext_lazy("“%(typed)s” is not a number. Type digits, such as 1234 or 12.5."),
    "not_whole": gettext_lazy("Whole ones are counted here: leave out the decimals."),
    "period_not_over": gettext_lazy("This period ends on %(ends_on)s: its figure can be sent from the day after."),
    "looks_like_other_scale": gettext_lazy("This looks like another unit than before: did you mean %(meant)s?"),
    "looks_like_proportion": gettext_lazy(
        "Per cent are asked for here, and this looks like a proportion: did you mean %(meant)s?"
    ),
    "unchanged": gettext_lazy("This is the same as last time to the last digit."),
    "parts_do_not_add_up": gettext_lazy(
        "“%(groups)s”: the groups add up to %(parts)s, and the figure for all is %(whole)s."
    ),
    "part_above_whole": gettext_lazy("“%(groups)s”: one group is %(parts)s, more than the figure for all, %(whole)s."),
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
    return str(FINDINGS[found.code]) % {name: _said(value, indicator) for name, value in found.values.items()}


def _said(value: object, indicator: Indicator) -> object:
    """Numbers with the decimals they have, days in words."""
    if isinstance(value, Decimal):
        return figure(value, indicator) if value != value.to_integral_value() else decimals(value, 0)
    return date_format(value, "j F Y") if isinstance(value, date) else value
