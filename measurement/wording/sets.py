"""What are the indicator sets called, and for whom are they?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

NAMES: dict[str, Promise] = {
    "cradle-to-career": gettext_lazy("Cradle to career"),
    "homelessness": gettext_lazy("Homelessness"),
    "community-health": gettext_lazy("Community health"),
}
ABOUT: dict[str, Promise] = {
    "cradle-to-career": gettext_lazy(
        "From a healthy birth through school into work: for partners around children and young people."
    ),
    "homelessness": gettext_lazy(
        "How many, how long, and whether they come back: for a region that works toward a home for everyone."
    ),
    "community-health": gettext_lazy(
        "How long and how well people live, and whether care reaches them: for health partners of a place."
    ),
}
