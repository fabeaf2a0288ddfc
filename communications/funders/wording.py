"""How are the four practices of funders said, each with its evidence?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.funders.selectors import Practices


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice, what is known of it, and where one reads more."""

    label: str
    evidence: list[str]
    more: str
    url: str


def practice_lines(known: Practices, place: list[str]) -> list[PracticeLine]:
    """The practices in the order of their source; `place` are the tenant's and the initiative's parts of an address."""
    return [
        PracticeLine(
            _("Take responsibility for assembling the elements of a solution"), _elements(known),
            _("Who does what"), reverse("workgroups:matrix", args=place),
        ),
        PracticeLine(
            _("Create a movement for change"), _movement(known),
            _("The partners"), reverse("initiatives:directory", args=place),
        ),
        PracticeLine(
            _("Include solutions from outside the nonprofit sector"), _outside(known),
            _("Activities"), reverse("workgroups:activities", args=place),
        ),
        PracticeLine(
            _("Use actionable knowledge to influence behaviour and improve performance"), _knowledge(known),
            _("What improves and what does not"), reverse("communications:scorecard", args=place),
        ),
    ]  # fmt: skip


def _elements(known: Practices) -> list[str]:
    said = [
        ngettext(
            "Of %(all)s strategy %(led)s has an activity that somebody leads.",
            "Of %(all)s strategies %(led)s have an activity that somebody leads.",
            known.strategies,
        )
        % {"all": known.strategies, "led": known.strategies_led}
    ]
    if known.causes:
        said.append(
            ngettext(
                "Of %(all)s cause on the map a strategy acts on %(acted)s.",
                "Of %(all)s causes on the map strategies act on %(acted)s.",
                known.causes,
            )
            % {"all": known.causes, "acted": known.causes_acted_on}
        )
    return said


def _movement(known: Practices) -> list[str]:
    return [
        ngettext("%(n)s partner takes part.", "%(n)s partners take part.", known.partners) % {"n": known.partners},
        ngettext(
            "%(n)s of them joined in the last twelve months.", "%(n)s of them joined in the last twelve months.",
            known.partners_this_year,
        ) % {"n": known.partners_this_year},
    ]  # fmt: skip


def _outside(known: Practices) -> list[str]:
    return [
        ngettext(
            "%(n)s partner is of another sector than nonprofits.",
            "%(n)s partners are of another sector than nonprofits.",
            known.partners_outside,
        )
        % {"n": known.partners_outside},
        ngettext(
            "Of %(all)s activity they do or lead %(theirs)s.",
            "Of %(all)s activities they do or lead %(theirs)s.",
            known.activities,
        )
        % {"all": known.activities, "theirs": known.activities_outside},
    ]


def _knowledge(known: Practices) -> list[str]:
    return [
        ngettext(
            "Of %(all)s indicator %(released)s was released in the last twelve months.",
            "Of %(all)s indicators %(released)s were released in the last twelve months.",
            known.indicators,
        )
        % {"all": known.indicators, "released": known.released_this_year},
        ngettext(
            "%(n)s cycle ended with a decision to adopt, adapt or abandon.",
            "%(n)s cycles ended with a decision to adopt, adapt or abandon.",
            known.cycles_decided,
        )
        % {"n": known.cycles_decided},
        ngettext("%(n)s lesson is told to all.", "%(n)s lessons are told to all.", known.lessons)
        % {"n": known.lessons},
        ngettext(
            "%(n)s progress report was issued in the last twelve months.",
            "%(n)s progress reports were issued in the last twelve months.",
            known.reports_this_year,
        )
        % {"n": known.reports_this_year},
    ]
