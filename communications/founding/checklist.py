"""How does the checklist of a local team look: points, their evidence, what is missing, and where it is mended?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communications.founding.rules.checklist import Point, Team, checklist
from communications.founding.rules.standing import State
from communications.founding.teams import teams_of
from communications.founding.wording import STATES
from initiatives.models import Initiative
from initiatives.rules.sectors import Strength
from initiatives.wording.partners import balance_sentence

LABELS: dict[Point, Promise] = {
    Point.MEMBERS: gettext_lazy("Cross-sector members"),
    Point.AIM: gettext_lazy("Shared aim"),
    Point.DATA: gettext_lazy("Transparent data"),
}


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point: its state as shape and word, the same in short, evidence, what is missing, and where one goes on."""

    key: str
    label: Promise
    chip: str
    word: str
    short: str
    evidence: list[str]
    missing: str
    url: str
    mend: str


def checklist_of(initiative: Initiative, tenant_slug: str) -> list[PointLine]:
    """The checklist of one initiative; one query."""
    [(_here, known)] = teams_of(Initiative.objects.filter(pk=initiative.pk), initiative.today())
    return point_lines(known.team, [tenant_slug, initiative.slug])


def point_lines(team: Team, place: list[str]) -> list[PointLine]:
    """The three points of a team, with links to its pages."""
    return [_line(point, state, team, place) for point, state in checklist(team).items()]


def _line(point: Point, state: State, team: Team, place: list[str]) -> PointLine:
    chip, word = STATES[state]
    door, mend = _MENDS[point](team)
    return PointLine(
        key=point.value,
        label=LABELS[point],
        chip=chip,
        word=_strength(team, str(word)) if point is Point.MEMBERS else str(word),
        short=_SHORT[point](team),
        evidence=_EVIDENCE[point](team),
        missing=_MISSING[point](team),
        url=reverse(door, args=place),
        mend=mend,
    )


def _strength(team: Team, otherwise: str) -> str:
    words = {Strength.COMPLETE: _("Complete"), Strength.STRONG: _("Strong")}
    return words.get(team.balance.strength, otherwise)


def _unsigned(team: Team) -> int:
    return team.partners - team.committed


def _unreleased(team: Team) -> int:
    return team.indicators - team.released


def _of_members(team: Team) -> list[str]:
    return [balance_sentence(team.balance, team.partners) or _("No partner takes part yet.")]


def _of_aim(team: Team) -> list[str]:
    adopted = _("A common agenda is adopted.") if team.is_adopted else _("No common agenda is adopted.")
    stand = _("%(part)s of %(whole)s partners stand behind its primary goals.")
    return [adopted, stand % {"part": team.committed, "whole": team.partners}] if team.is_adopted else [adopted]


def _of_data(team: Team) -> list[str]:
    text = ngettext(
        "%(part)s of %(whole)s adopted indicator has figures released in the last twelve months.",
        "%(part)s of %(whole)s adopted indicators have figures released in the last twelve months.",
        team.indicators,
    )
    return [text % {"part": team.released, "whole": team.indicators}]


def _no_aim(team: Team) -> str:
    if not team.is_adopted:
        return _("A common agenda that the steering committee has adopted.")
    text = ngettext("%(n)s partner has not signed.", "%(n)s partners have not signed.", _unsigned(team))
    return text % {"n": _unsigned(team)} if _unsigned(team) else ""


def _no_data(team: Team) -> str:
    if not team.indicators:
        return _("Adopted indicators.")
    text = ngettext(
        "%(n)s indicator without a release in that time.", "%(n)s indicators without a release in that time.",
        _unreleased(team),
    )  # fmt: skip
    return text % {"n": _unreleased(team)} if _unreleased(team) else ""


_EVIDENCE: Mapping[Point, Callable[[Team], list[str]]] = {
    Point.MEMBERS: _of_members, Point.AIM: _of_aim, Point.DATA: _of_data,
}  # fmt: skip
# The sentence on sectors says itself which are missing.
_MISSING: Mapping[Point, Callable[[Team], str]] = {
    Point.MEMBERS: lambda _team: "", Point.AIM: _no_aim, Point.DATA: _no_data,
}  # fmt: skip
_SHORT: Mapping[Point, Callable[[Team], str]] = {
    Point.MEMBERS: lambda team: _("%(count)s of 4 sectors") % {"count": len(team.balance.there)},
    Point.AIM: lambda team: _("%(part)s of %(whole)s signed") % {"part": team.committed, "whole": team.partners},
    Point.DATA: lambda team: _("%(part)s of %(whole)s released") % {"part": team.released, "whole": team.indicators},
}
_MENDS: Mapping[Point, Callable[[Team], tuple[str, str]]] = {
    Point.MEMBERS: lambda _team: ("initiatives:directory", _("Who takes part")),
    Point.AIM: lambda team: (
        ("initiatives:sign-offs", _("Who has signed")) if team.is_adopted else ("initiatives:agenda", _("The agenda"))
    ),
    Point.DATA: lambda team: (
        ("communications:scorecard", _("The scorecard"))
        if team.indicators
        else ("measurement:catalogue", _("Choose indicators"))
    ),
}
