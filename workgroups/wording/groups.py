"""What is said of groups, their seats and their terms?"""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workgroups.rules.groups import Balance, Strength
from workgroups.rules.seats import Term

SECTORS: dict[str, Promise] = {
    "nonprofit": gettext_lazy("nonprofit"),
    "government": gettext_lazy("government"),
    "business": gettext_lazy("business"),
    "philanthropy": gettext_lazy("philanthropy"),
}
# Shape and colour of each strength, and of each term.
STRENGTHS: dict[Strength, str] = {Strength.COMPLETE: "ok", Strength.STRONG: "ok", Strength.NARROW: "chk"}
TERMS: dict[Term, str] = {Term.OPEN: "off", Term.RUNNING: "sent", Term.DUE: "chk", Term.OVER: "err"}


def balance(found: Balance) -> str:
    """How many of the four leading sectors hold seats, and which do not."""
    if not found.there:
        return _("No seat is held yet by an organization of the four leading sectors.")
    there = get_text_list([str(SECTORS[each]) for each in found.there], _("and"))
    count = ngettext("%(count)s of the four leading sectors holds seats", "%(count)s of the four leading sectors hold seats",
                     len(found.there)) % {"count": len(found.there)}  # fmt: skip
    said = f"{count}: {there}."
    if found.missing:
        missing = get_text_list([str(SECTORS[each]) for each in found.missing], _("and"))
        said += " " + _("Missing: %(sectors)s.") % {"sectors": missing}
    return f"{said} {strength(found)}"


def strength(found: Balance) -> str:
    """What that means; three sectors are strong, four complete."""
    if found.strength is Strength.COMPLETE:
        return _("That is complete.")
    if found.strength is Strength.STRONG:
        return _("Three is strong, four would be complete.")
    if found.hangs_on_government:
        return _("Three is strong. With government and nonprofits alone a change of administration can end the work.")
    return _("Three is strong, four complete.")


def strength_word(found: Balance) -> str:
    return _("%(count)s of 4 sectors") % {"count": len(found.there)}


def term(how: Term, ends_on: date | None) -> str:
    """How long somebody still holds a seat."""
    day = date_format(ends_on, "j F Y") if ends_on else ""
    if how is Term.OPEN:
        return _("without end")
    if how is Term.OVER:
        return _("was over on %(day)s") % {"day": day}
    return (_("ends soon, on %(day)s") if how is Term.DUE else _("until %(day)s")) % {"day": day}


def below_level(count: int) -> str:
    return ngettext(
        "%(count)s seat is not held by a chief executive or somebody of that level: who sits there cannot decide for "
        "the organization.",
        "%(count)s seats are not held by chief executives or people of that level: who sits there cannot decide for "
        "the organization.",
        count,
    ) % {"count": count}


def due(count: int) -> str:
    return ngettext(
        "%(count)s term ends within 90 days or is over already.",
        "%(count)s terms end within 90 days or are over already.",
        count,
    ) % {"count": count}


def lived(count: int) -> str:
    """How many people who have the problem sit there."""
    if not count:
        return _("Nobody who has the problem sits here.")
    return ngettext(
        "%(count)s person who has the problem sits here, with the same voice.",
        "%(count)s people who have the problem sit here, with the same voice.",
        count,
    ) % {"count": count}
