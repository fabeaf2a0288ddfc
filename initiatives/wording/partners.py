"""What do the balance of sectors and the leverage of money say?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.rules.sectors import Balance, Strength

NAMES: dict[str, Promise] = {
    "nonprofit": gettext_lazy("nonprofits"),
    "government": gettext_lazy("government"),
    "business": gettext_lazy("business"),
    "philanthropy": gettext_lazy("philanthropy"),
}


def balance_sentence(found: Balance, organizations: int) -> str:
    """Which of the four sectors are at the table, what is missing, and what that means."""
    if not organizations:
        return ""
    said = {"present": _list(found.present), "missing": _list(found.missing), "count": len(found.present)}
    if found.strength is Strength.COMPLETE:
        return _("All four sectors are at the table: %(present)s.") % said
    if found.strength is Strength.STRONG:
        return _("Three of the four sectors are at the table, which is strong; missing: %(missing)s.") % said
    if not found.present:
        return _("None of the four sectors is named yet: say to which sector each partner belongs.")
    words = _("%(count)s of the four sectors at the table: %(present)s; missing: %(missing)s. Three are strong.") % said
    if found.falls_with_administrations:
        words += " " + _("Nonprofits and government alone are vulnerable to a change of administration.")
    return words


def _list(codes: tuple[str, ...]) -> str:
    return ", ".join(str(NAMES[each]) for each in codes)
