"""What does the balance of sectors say?"""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.rules.sectors import Balance, Strength

SECTORS: dict[str, Promise] = {
    "nonprofit": gettext_lazy("nonprofit"),
    "government": gettext_lazy("government"),
    "business": gettext_lazy("business"),
    "philanthropy": gettext_lazy("philanthropy"),
}


def balance_sentence(found: Balance, organizations: int) -> str:
    """How many of the four leading sectors take part, what is missing, and what that means."""
    if not organizations:
        return ""
    if not found.there:
        return _("None of the four leading sectors is named yet: say to which sector each partner belongs.")
    count = ngettext("%(count)s of the four leading sectors takes part", "%(count)s of the four leading sectors take part",
                     len(found.there)) % {"count": len(found.there)}  # fmt: skip
    return f"{count}: {named_sectors(found.there)}. {what_balance_means(found)}"


def what_balance_means(found: Balance) -> str:
    """What is missing, and how strong that is; three sectors are strong, four complete."""
    if found.strength is Strength.COMPLETE:
        return _("That is complete.")
    missing = _("Missing: %(sectors)s.") % {"sectors": named_sectors(found.missing)}
    if found.strength is Strength.STRONG:
        return f"{missing} {_('Three is strong, four would be complete.')}"
    if found.hangs_on_government:
        words = _("Three is strong. With government and nonprofits alone a change of administration can end the work.")
        return f"{missing} {words}"
    return f"{missing} {_('Three is strong, four complete.')}"


def named_sectors(codes: Sequence[str]) -> str:
    return get_text_list([str(SECTORS[each]) for each in codes], _("and"))
