"""What do the facts of an assessment say, and by which rule was each counted?"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.office.rules.facts import SOON, Facts
from initiatives.rules.sectors import balance
from initiatives.wording.partners import balance_sentence


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in a sentence, and the rule by which it is one."""

    sentence: str
    rule: str


def facts_in_words(facts: Facts, year: int) -> dict[str, list[FactLine]]:
    """The facts by function."""
    return {
        "direction": _direction(facts, year),
        "dialogue": _dialogue(facts, year),
        "data": _data(facts),
        "communication": _communication(facts, year),
        "outreach": _outreach(facts),
        "funds": _funds(facts, year),
    }


def _direction(facts: Facts, year: int) -> list[FactLine]:
    if facts.is_adopted:
        said = _("%(n)s of %(of)s partners stand behind the adopted agenda.")
        agenda = said % {"n": facts.committed, "of": facts.partners}
    else:
        agenda = _("No agenda is adopted.")
    done = _("%(n)s of %(of)s things planned for %(year)s are done.")
    found = [
        FactLine(
            agenda, _("Partners that take part now, whose signature is in force and covers today’s primary goals.")
        ),
        FactLine(
            done % {"n": facts.plan_done, "of": facts.plan_items, "year": year},
            _("The backbone’s plan of the year, without what was dropped."),
        ),
    ]
    sectors = balance_sentence(balance(facts.sectors), facts.partners)
    return [*found, FactLine(sectors, _("The sectors of the partners that take part now."))] if sectors else found


def _dialogue(facts: Facts, year: int) -> list[FactLine]:
    said = _("%(n)s of %(of)s comments on the agenda were answered, %(soon)s of them within %(days)s days.")
    waiting = facts.differences - facts.differences_resolved - facts.differences_standing
    differ = _("%(n)s differences were raised: %(resolved)s resolved, %(standing)s left standing, %(waiting)s in work.")
    return [
        FactLine(
            said % {
                "n": facts.comments_answered, "of": facts.comments, "soon": facts.comments_answered_soon,
                "days": SOON.days,
            },
            _("Comments made in %(year)s, on any version of the agenda.") % {"year": year},
        ),
        FactLine(
            differ % {
                "n": facts.differences, "resolved": facts.differences_resolved,
                "standing": facts.differences_standing, "waiting": waiting,
            },
            _("All differences that partners have recorded, whenever they were raised."),
        ),
    ]  # fmt: skip


def _data(facts: Facts) -> list[FactLine]:
    if facts.round_name:
        said = _("%(n)s of %(of)s figures owed in “%(round)s” were sent on time.")
        sent = said % {"n": facts.figures_on_time, "of": facts.figures_owed, "round": facts.round_name}
    else:
        sent = _("No collection round has closed yet.")
    shown = _("%(n)s of %(of)s adopted indicators have released figures.")
    return [
        FactLine(sent, _("The last round that is closed; sent before it counts as late, whatever review said.")),
        FactLine(
            shown % {"n": facts.indicators_released, "of": facts.indicators},
            _("Indicators that the initiative has adopted and not ended, with a figure that everybody may see."),
        ),
    ]


def _communication(facts: Facts, year: int) -> list[FactLine]:
    said = _("%(n)s of %(of)s progress reports due in %(year)s were issued, %(soon)s of them on time.")
    values = {"n": facts.reports_issued, "of": facts.reports_due, "soon": facts.reports_on_time, "year": year}
    return [
        FactLine(
            said % values,
            _("Reports that were begun, and due by their schedule; on time is up to the last day that it allows."),
        )
    ]


def _outreach(facts: Facts) -> list[FactLine]:
    seats = _("%(n)s of %(of)s seats for people who live with the problem are held.")
    places = ngettext("Partners work in %(n)s place.", "Partners work in %(n)s places.", facts.areas)
    wanted = _("%(n)s of %(of)s organizations that were wanted take part now.")
    return [
        FactLine(
            seats % {"n": facts.lived_seats_held, "of": facts.lived_seats},
            _("Seats of the steering committee and of groups that are open."),
        ),
        FactLine(places % {"n": facts.areas}, _("Places that partners name as theirs.")),
        FactLine(
            wanted % {"n": facts.prospects_joined, "of": facts.prospects},
            _("Everybody on the list of those who are wanted, whenever they were named."),
        ),
    ]


def _funds(facts: Facts, year: int) -> list[FactLine]:
    rule = _("Pledges and cost of %(year)s; what was given counts where it is known, else what was promised.")
    lines = [FactLine(_money(*each), rule % {"year": year}) for each in facts.money]
    if not lines:
        lines = [
            FactLine(_("Neither money nor cost is recorded for %(year)s.") % {"year": year}, rule % {"year": year})
        ]
    if Decimal(facts.hours):
        said = _("Partners give %(hours)s hours of their people.") % {"hours": _number(facts.hours)}
        lines.append(FactLine(said, rule % {"year": year}))
    return lines


def _money(currency: str, aligned: str, funds: str, cost: str, each: str) -> str:
    said = _("%(aligned)s %(currency)s of partners’ own money, %(funds)s for the backbone, which costs %(cost)s.")
    values = {"aligned": _number(aligned), "funds": _number(funds), "cost": _number(cost), "currency": currency}
    more = _("That is %(each)s %(currency)s for each %(currency)s of its cost.") if each else ""
    return f"{said % values} {more % {'each': _number(each), 'currency': currency}}" if each else said % values


def _number(text: str) -> str:
    number = Decimal(text)
    return number_format(number.quantize(Decimal(1)) if number == number.to_integral() else number, force_grouping=True)
