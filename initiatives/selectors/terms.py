"""Which words have a meaning here, and where do they stand?"""

from collections.abc import Sequence

from initiatives.models import Term
from initiatives.rules.terms import forms_of, keys_named


def all_terms() -> list[Term]:
    """Every term of the tenant's glossary, by its word."""
    return list(Term.objects.order_by("word"))


def agreed_terms() -> list[Term]:
    """The terms that explain themselves wherever they stand."""
    return list(Term.objects.filter(state=Term.State.AGREED).order_by("word"))


def terms_in(texts: Sequence[str], terms: Sequence[Term]) -> list[Term]:
    """Which of the terms the texts name, in the order in which they first stand."""
    by_slug = {term.slug: term for term in terms}
    return [by_slug[slug] for slug in keys_named(texts, forms_of_terms(terms))]


def forms_of_terms(terms: Sequence[Term]) -> list[tuple[str, str]]:
    """Pairs of a term's slug and each of its forms."""
    return [(term.slug, form) for term in terms for form in forms_of(term.word, term.other_forms)]
