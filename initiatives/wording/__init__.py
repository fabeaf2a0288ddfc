"""How is what initiatives refuse put into words?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences

REFUSALS: dict[str, Promise] = {
    "term_not_in_state": gettext_lazy("This was decided already; nothing was changed."),
    "term_exists": gettext_lazy("“%(word)s” stands in the glossary already."),
    "term_form_taken": gettext_lazy("“%(form)s” already belongs to the term “%(word)s”."),
    "term_needs_letters": gettext_lazy("A term needs letters or digits, such as “chronic absence”."),
    "reason_missing_here": gettext_lazy("Say why: the reason stays visible."),
    "outcome_exists": gettext_lazy("There is an outcome of this name already."),
}

register_sentences(REFUSALS)

HAPPENED: dict[str, Promise] = {
    "term.proposed": gettext_lazy("Proposed"),
    "term.edited": gettext_lazy("Put into other words; before"),
    "term.agreed": gettext_lazy("Agreed"),
    "term.retired": gettext_lazy("Retired"),
}
