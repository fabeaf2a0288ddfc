"""What is said at a field that is to fix or to check?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measurement.models import Indicator
from measurement.rules.checks import Finding
from measurement.wording.figures import difference, figure

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
