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
    "partner_takes_part_already": gettext_lazy("%(name)s takes part already."),
    "partner_takes_no_part": gettext_lazy("%(name)s does not take part here, or has left already."),
    "partner_leaves_before_it_joined": gettext_lazy("%(name)s cannot end before it began. Choose a later day."),
    "partner_follows_itself": gettext_lazy("%(name)s cannot take its own place. Choose another organization."),
    "partner_is_followed_already": gettext_lazy("Another organization has taken the place of %(name)s already."),
    "strategy_exists": gettext_lazy("There is a strategy of this name already."),
    "strategy_ended": gettext_lazy("%(name)s was ended already; nothing was changed."),
    "outcome_exists": gettext_lazy("There is an outcome of this name already."),
}

register_sentences(REFUSALS)

HAPPENED: dict[str, Promise] = {
    "term.proposed": gettext_lazy("Proposed"),
    "term.edited": gettext_lazy("Put into other words; before"),
    "term.agreed": gettext_lazy("Agreed"),
    "term.retired": gettext_lazy("Retired"),
}
