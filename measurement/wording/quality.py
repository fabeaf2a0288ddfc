"""What is each part of a grade of quality called, and what does it count?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from measurement.rules.quality import Part

PARTS: dict[Part, Promise] = {
    Part.COMPLETE: gettext_lazy("Complete"),
    Part.ON_TIME: gettext_lazy("On time"),
    Part.PLAUSIBLE: gettext_lazy("Plausible"),
    Part.EVIDENCED: gettext_lazy("Evidenced"),
    Part.BALANCED: gettext_lazy("Balanced"),
}
EXPLAINED: dict[Part, Promise] = {
    Part.COMPLETE: gettext_lazy("Sent, of all that was owed; “nothing to report” with its reason counts as sent."),
    Part.ON_TIME: gettext_lazy(
        "First received before the due date and the days of grace had passed, of what was sent."
    ),
    Part.PLAUSIBLE: gettext_lazy("Within the usual range or what chance may do to it, of what was sent."),
    Part.EVIDENCED: gettext_lazy(
        "With a file as evidence, or from a file or a system of the partner, of what was sent."
    ),
    Part.BALANCED: gettext_lazy(
        "Opening count plus what came in, less what went out, is the closing count, of stocks."
    ),
}
