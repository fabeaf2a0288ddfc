"""With what may an initiative start? Words to change, not words to keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import Section


@dataclass(frozen=True, slots=True)
class Template:
    """Outcomes, strategies and first words of an agenda for one kind of initiative."""

    name: Promise
    outcomes: Sequence[Promise] = ()
    strategies: Sequence[Promise] = ()
    words: Mapping[Section, Promise] = field(default_factory=dict)


APPROACH = _(
    "We measure the same things in the same way, meet regularly with the figures on the table, and change what does not"
    " work. No organization’s programme is favoured; credit goes to all."
)

TEMPLATES: dict[str, Template] = {
    "blank": Template(_("Nothing: we write everything ourselves"), words={Section.JOINT_APPROACH: APPROACH}),
    "education": Template(
        _("Children and young people, from cradle to career"),
        [_("Ready for school"), _("Learning in school"), _("In school every day"), _("On to work or study")],
        [_("A good start before five"), _("One trusted adult for every child"), _("A way on after school")],
        {
            Section.GUIDING_QUESTION: _("How do we make sure that every child here gets from cradle to career?"),
            Section.VISION: _("Every child starts school ready, leaves it able, and finds a way on."),
            Section.JOINT_APPROACH: APPROACH,
        },
    ),
    "homelessness": Template(
        _("Ending homelessness"),
        [_("Fewer people become homeless"), _("People are housed fast"), _("People stay housed")],
        [_("One list, known by name"), _("Housing first"), _("Help before the door closes")],
        {
            Section.GUIDING_QUESTION: _("How do we end homelessness here, and not only manage it?"),
            Section.VISION: _("Homelessness is rare, short, and does not come back."),
            Section.JOINT_APPROACH: APPROACH,
        },
    ),
    "health": Template(
        _("Healthy families and neighbourhoods"),
        [_("Healthy from birth"), _("Healthy in mind"), _("Well in old age")],
        [_("Help where people live"), _("Food and movement"), _("Nobody alone")],
        {
            Section.GUIDING_QUESTION: _("How can everybody here be as healthy as possible?"),
            Section.VISION: _("Where one is born does not decide how long one lives."),
            Section.JOINT_APPROACH: APPROACH,
        },
    ),
}
