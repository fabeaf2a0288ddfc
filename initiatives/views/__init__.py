"""Pages of an initiative itself: its people, and the words on which it agrees."""

from initiatives.views.people import invite_page, keys, people
from initiatives.views.terms import agree, comment, glossary, retire, term

__all__ = ["agree", "comment", "glossary", "invite_page", "keys", "people", "retire", "term"]
