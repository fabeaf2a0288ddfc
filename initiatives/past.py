"""As of which past day does a reader want a page?"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from initiatives.doors import InitiativeRequest


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The past day that was asked for, or none: then the page is of today, and `refusal` may say why."""

    today: date
    past: date | None = None
    refusal: str = ""

    @property
    def day(self) -> date:
        return self.past or self.today

    @property
    def query(self) -> str:
        """What takes a link to the same day."""
        return f"?as_of={self.past.isoformat()}" if self.past else ""


def asked_day(request: InitiativeRequest) -> AskedDay:
    """Read `as_of`; what is no day, or lies ahead, is answered with a sentence and the page of today."""
    today, typed = request.initiative.today(), request.GET.get("as_of", "")[:40]
    if not typed:
        return AskedDay(today)
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        refusal = _("“%(typed)s” is no day, such as 2025-06-30. This is how it stands today.") % {"typed": typed}
        return AskedDay(today, refusal=refusal)
    if day > today:
        return AskedDay(today, refusal=_("That day lies ahead. This is how it stands today."))
    return AskedDay(today, past=day if day < today else None)
