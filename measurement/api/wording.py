"""What is said of a row that a system sent, beside what the form says too?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from backbone.core.exceptions import Refusal
from measurement import wording
from measurement.models import Indicator
from measurement.rules.checks import Finding

ROWS: dict[str, Promise] = {
    "required": gettext_lazy("This is required."),
    "not_text": gettext_lazy("This must be text."),
    "not_storable": gettext_lazy("This holds a character that cannot be kept."),
    "too_long": gettext_lazy("This has more than %(most)s characters."),
    "not_a_bound": gettext_lazy("“%(typed)s” says no bound. Write it as “<5”, “fewer than 5” or “95 or more”."),
    "bound_and_number": gettext_lazy("This says a bound and a number: send one of the two."),
    "not_a_date": gettext_lazy("This must be a date, such as 2025-03-31."),
    "period_reversed": gettext_lazy("A period cannot end before it starts."),
    "not_a_row": gettext_lazy("Each value is an object with named fields."),
    "field_unknown": gettext_lazy("There is no such field."),
    "presence_unknown": gettext_lazy("Presence is one of: %(choices)s."),
    "indicator_unknown": gettext_lazy("There is no indicator “%(code)s” here."),
    "organization_unknown": gettext_lazy("There is no organization “%(code)s” here."),
    "breakdown_unknown": gettext_lazy("There is no group “%(code)s” here."),
    "not_owed": gettext_lazy("No round asks for this figure."),
    "twice_in_request": gettext_lazy("This figure stands in row %(row)s already."),
}


def row_finding(found: Finding, indicator: Indicator | None) -> str:
    """What is wrong with a row that a system sent: at its field, with its codes, or with the moment."""
    if indicator is not None and (found.code in wording.FINDINGS or found.code == "unusual_value"):
        return wording.finding(found, indicator)
    said = ROWS.get(found.code) or wording.FINDINGS.get(found.code)
    return str(said) % found.values if said else wording.sentence(Refusal(found.code, found.values))
