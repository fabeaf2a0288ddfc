"""How does an agreed term explain itself where it stands? A button opens its meaning; no script is needed."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _

from initiatives.models import Term
from initiatives.rules.terms import named_in
from initiatives.selectors import agreed_terms, forms_of_terms

register = template.Library()

POPOVER = (
    '<button type="button" class="term" popovertarget="{id}">{word}</button>'
    '<span class="term-meaning" popover id="{id}" role="note" aria-label="{label}">'
    '<b>{name}</b> <span class="term-text">{definition}</span> <a href="{url}">{more}</a></span>'
)


@register.simple_tag(takes_context=True)
def explained(context: dict[str, Any], text: str, *, lines: bool = False, at_most: int = 0) -> SafeString:
    """A plain text in which each agreed term, where it first stands, is a button that opens its meaning.

    With `lines` it is set in paragraphs; with `at_most` a longer text is cut there.
    """
    request: HttpRequest = context["request"]
    shown = normalize_newlines(text)
    if at_most and len(shown) > at_most:
        shown = shown[: at_most - 1].rstrip() + "…"
    if not lines:
        return _explained(request, shown)
    paragraphs = [each for each in shown.split("\n\n") if each.strip()]
    return format_html_join("", "<p>{}</p>", ((_with_breaks(_explained(request, each)),) for each in paragraphs))


def _with_breaks(html: SafeString) -> SafeString:
    return mark_safe(html.replace("\n", "<br>"))  # noqa: S308 - made of escaped pieces


def _explained(request: HttpRequest, text: str) -> SafeString:
    terms = _terms_of(request)
    pieces: list[SafeString] = []
    explained_already: set[str] = set()
    end = 0
    for place in named_in(text, forms_of_terms(list(terms.values()))):
        if place.key in explained_already:
            continue
        explained_already.add(place.key)
        pieces += [
            conditional_escape(text[end : place.start]),
            _button(request, terms[place.key], text[place.start : place.end]),
        ]
        end = place.end
    return mark_safe("".join([*pieces, conditional_escape(text[end:])]))  # noqa: S308 - each piece is escaped


def _button(request: Any, term: Term, word: str) -> SafeString:
    request.terms_explained = getattr(request, "terms_explained", 0) + 1
    # Parts that htmx brings into a page must not repeat its numbers.
    brought = f"{crc32(request.path.encode()):x}-" if getattr(request, "htmx", False) else ""
    place = f"{brought}{request.terms_explained}"
    return format_html(
        POPOVER,
        id=f"term-{place}",
        word=word,
        name=term.word,
        label=_("What “%(word)s” means") % {"word": term.word},
        definition=term.definition,
        url=reverse("initiatives:term", args=[request.tenant.slug, request.initiative.slug, term.slug]),
        more=_("In the glossary"),
    )


def explain_by(request: Any, terms: Iterable[Term]) -> None:
    """Hand on the glossary's terms that a page has read: the agreed ones explain themselves in it."""
    request.agreed_terms = {term.slug: term for term in terms if term.state == Term.State.AGREED}


def _terms_of(request: Any) -> dict[str, Term]:
    """The agreed terms by slug, read once for a request."""
    if getattr(request, "agreed_terms", None) is None:
        explain_by(request, agreed_terms())
    found: dict[str, Term] = request.agreed_terms
    return found
