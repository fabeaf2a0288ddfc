"""Which initiatives, partners, people and words may one see?"""

from initiatives.selectors.history import Happened, history_of
from initiatives.selectors.initiatives import has_locals, initiatives_for, initiatives_of
from initiatives.selectors.people import PersonLine, partner_keys_of, partners_of, people_of
from initiatives.selectors.terms import agreed_terms, all_terms, forms_of_terms, terms_in

__all__ = [
    "Happened",
    "PersonLine",
    "agreed_terms",
    "all_terms",
    "forms_of_terms",
    "has_locals",
    "history_of",
    "initiatives_for",
    "initiatives_of",
    "partner_keys_of",
    "partners_of",
    "people_of",
    "terms_in",
]
