"""What is said of groups, their seats and their terms?"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.rules.sectors import Balance, Strength
from initiatives.wording.partners import named_sectors, what_balance_means
from workgroups.rules.seats import Term

# Shape and colour of each strength, and of each term.
STRENGTHS: dict[Strength, str] = {Strength.COMPLETE: "ok", Strength.STRONG: "ok", Strength.NARROW: "chk"}
TERMS: dict[Term, str] = {Term.OPEN: "off", Term.RUNNING: "sent", Term.DUE: "chk", Term.OVER: "err"}


def balance(found: Balance) -> str:
    """How many of the four leading sectors hold seats, and which do not."""
    if not found.there:
        return _("No seat is held yet by an organization of the four leading sectors.")
    count = ngettext("%(count)s of the four leading sectors holds seats", "%(count)s of the four leading sectors hold seats",
                     len(found.there)) % {"count": len(found.there)}  # fmt: skip
    return f"{count}: {named_sectors(found.there)}. {what_balance_means(found)}"


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
