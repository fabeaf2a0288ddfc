"""What is said when a partner cannot join, leave or be followed?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences

REFUSALS: dict[str, Promise] = {
    "partner_takes_part_already": gettext_lazy("%(name)s takes part already."),
    "partner_takes_no_part": gettext_lazy("%(name)s does not take part here, or has left already."),
    "partner_leaves_before_it_joined": gettext_lazy("%(name)s cannot end before it began. Choose a later day."),
    "partner_follows_itself": gettext_lazy("%(name)s cannot take its own place. Choose another organization."),
    "partner_is_followed_already": gettext_lazy("Another organization has taken the place of %(name)s already."),
}

register_sentences(REFUSALS)
