"""Pages of an initiative itself: its people and partners, and the words on which it agrees."""

from initiatives.views.partners import partner_change, partners, sectors
from initiatives.views.people import invite_page, keys, people
from initiatives.views.terms import agree, comment, glossary, retire, term

__all__ = [
    "agree",
    "comment",
    "glossary",
    "invite_page",
    "keys",
    "partner_change",
    "partners",
    "people",
    "retire",
    "sectors",
    "term",
]
