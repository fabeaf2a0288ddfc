"""How are many periods named in one line?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

MOST_NAMED = 12


def listed(periods: Sequence[str]) -> str:
    """The periods by name; many of them are counted, as with the days of a month."""
    if len(periods) <= MOST_NAMED:
        return ", ".join(periods)
    values = {"n": len(periods), "first": periods[0], "last": periods[-1]}
    return _("%(n)d figures from %(first)s to %(last)s") % values
