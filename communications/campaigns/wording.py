"""What is said of local initiatives and of what their figures add up to?"""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.core.exceptions import Refusal
from initiatives.rules.sectors import Balance
from initiatives.wording.partners import named_sectors
from measurement import wording
from measurement.rules.roll_up import NoRollUp


def no_total(refusal: Refusal) -> str:
    """Why there is no total of the locals."""
    if refusal.code == NoRollUp.NOT_ALL_THERE:
        return _not_all_there(**refusal.values)
    if refusal.code == NoRollUp.ONE_ALONE:
        return _("No total: it applies to one local initiative only.")
    return _("No total: %(why)s") % {"why": wording.sentence(refusal)}


def _not_all_there(released: int, of: int, withheld: int, unshared: int) -> str:
    """Of how many the total would be; it is the same whatever a figure that is withheld may be."""
    text = ngettext(
        "%(released)s of %(of)s local initiative has released it",
        "%(released)s of %(of)s local initiatives have released it",
        of,
    )
    said = [text % {"released": released, "of": of}]
    if withheld:
        said.append(ngettext("%(n)s is withheld", "%(n)s are withheld", withheld) % {"n": withheld})
    if unshared:
        text = ngettext("%(n)s shares nothing with the campaign", "%(n)s share nothing with the campaign", unshared)
        said.append(text % {"n": unshared})
    return _("No total: %(why)s.") % {"why": get_text_list(said, _("and"))}


def agenda(number: int | None, adopted_on: date | None) -> str:
    """Which agenda is adopted, and since when."""
    if number is None or adopted_on is None:
        return _("none adopted")
    return _("version %(number)s, %(day)s") % {"number": number, "day": date_format(adopted_on, "j F Y")}


def day(when: date | None) -> str:
    return date_format(when, "j F Y") if when else _("none yet")


def sectors(found: Balance) -> str:
    """Which of the four leading sectors take part."""
    return named_sectors(found.there) if found.there else _("none named")


def out_of(amount: str) -> str:
    """The weight of a mean."""
    return _("out of %(all)s") % {"all": amount}
