"""How does a word come to have one meaning for everybody, and how does it lose it?"""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Term, TermComment
from initiatives.rules import terms as rules


@transaction.atomic
def propose_term(word: str, definition: str, *, by: Actor, other_forms: str = "") -> Term:
    """Propose a word with its meaning; people discuss it, and whoever keeps the glossary agrees it.

    Raises PermissionDenied unless `by` may propose, RuleViolation where the word or a form of it is another term's.
    """
    require(by, Capability.PROPOSE_INDICATORS)
    plain = " ".join(word.split())
    if not any(letter.isalnum() for letter in plain):
        raise RuleViolation("term_needs_letters")
    # A word in another script than this one of addresses gets an address of its own.
    slug = slugify(plain)[:80] or f"term-{uuid4().hex[:8]}"
    _refuse_taken(plain, other_forms)
    if Term.objects.filter(slug=slug).exists():
        raise RuleViolation("term_exists", word=plain)
    term = Term.objects.create(
        slug=slug, word=plain, other_forms=other_forms.strip(), definition=definition.strip(), proposed_by_id=by.user_id
    )
    record("term.proposed", term, by=by)
    return term


@transaction.atomic
def edit_term(term: Term, *, word: str, other_forms: str, definition: str, by: Actor) -> Term:
    """Put a term into other words; its address stays, and the trail keeps the text it had.

    Raises RuleViolation where a form belongs to another term.
    """
    require(by, Capability.KEEP_GLOSSARY)
    current = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    _refuse_taken(word, other_forms, but=current)
    before = f"{current.word} ({current.other_forms}): {current.definition}"
    current.word, current.other_forms = " ".join(word.split()), other_forms.strip()
    current.definition = definition.strip()
    current.save(update_fields=["word", "other_forms", "definition"])
    record("term.edited", current, by=by, note=before)
    return current


@transaction.atomic
def agree_term(term: Term, *, by: Actor) -> Term:
    """Agree a term: from here on it explains itself wherever it stands, and indicators that name it may be active.

    Raises RuleViolation unless it is proposed, or was retired.
    """
    return _decide(term, Term.State.AGREED, "term.agreed", by=by)


@transaction.atomic
def retire_term(term: Term, *, because: str, by: Actor) -> Term:
    """Retire a term: it explains itself no more, and no indicator that names it can be activated.

    Indicators that are active stay so. Raises RuleViolation without a reason, or for a term that is retired.
    """
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    return _decide(term, Term.State.RETIRED, "term.retired", by=by, because=because.strip())


@transaction.atomic
def comment_on_term(term: Term, text: str, *, by: Actor) -> TermComment:
    """Say something about a term, for everybody in the tenant to read."""
    require(by, Capability.PROPOSE_INDICATORS)
    return TermComment.objects.create(term=term, text=text.strip(), written_by_id=by.user_id)


def _decide(term: Term, wanted: Term.State, event: str, *, by: Actor, because: str = "") -> Term:
    require(by, Capability.KEEP_GLOSSARY)
    current = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if refusal := rules.refusal(current.state, wanted):
        raise RuleViolation(refusal.code, **refusal.values)
    current.state, current.retired_because = wanted, because
    current.decided_by_id, current.decided_at = by.user_id, timezone.now()
    current.save(update_fields=["state", "retired_because", "decided_by", "decided_at"])
    record(event, current, by=by, note=because)
    return current


def _refuse_taken(word: str, other_forms: str, *, but: Term | None = None) -> None:
    wanted = {form.lower(): form for form in rules.forms_of(word, other_forms)}
    others = Term.objects.exclude(pk=but.pk) if but else Term.objects.all()
    for other in others:
        for form in rules.forms_of(other.word, other.other_forms):
            if form.lower() in wanted:
                raise RuleViolation("term_form_taken", form=wanted[form.lower()], word=other.word)
