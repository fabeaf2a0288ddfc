"""How is what somebody explores put into words?"""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.core.exceptions import Refusal
from backbone.core.refusals import register_sentences, sentence_of
from communications.exploring.comparing import Pair
from communications.exploring.rules.asking import WHOLE, Compared
from communications.exploring.selectors import Exploration
from measurement import wording
from measurement.models import Adoption
from measurement.rules.verdicts import Code
from measurement.selectors.figures import Seen

COMPARED: dict[Compared, Promise] = {
    Compared.PERIODS: gettext_lazy("Two periods"),
    Compared.GROUPS: gettext_lazy("Two groups"),
    Compared.PARTNERS: gettext_lazy("Two sets of partners"),
}
ONLY_TOTALS = gettext_lazy(
    "Partners’ own figures are read by the partner and the data manager. You see the totals of the whole initiative."
)
NOT_ADDED = gettext_lazy("These figures cannot be added up over partners, because nothing is made from rates.")
NO_DIFFERENCE = gettext_lazy("Hidden to protect people, so there is no difference to show.")
NOT_A_VERDICT = gettext_lazy(
    "A difference between two figures is not a verdict: some of it is chance. The indicator’s page says what is clear."
)
REFUSALS: dict[str, Promise] = {
    "view_has_no_name": gettext_lazy("A view that is kept needs a name of at most 120 characters."),
    "view_is_there": gettext_lazy("You have a view of that name already. Choose another name."),
    "view_of_another": gettext_lazy("Only the person who saved a view may change it."),
    "too_many_views": gettext_lazy("You keep %(most)d views already. Delete one first."),
    "too_many_figures": gettext_lazy(
        "These are more than %(most)s figures, too many for one answer. Narrow the filters, or ask for the archive."
    ),
    "archive_asker_has_left": gettext_lazy("Whoever asked for this archive has no role here any more."),
}
register_sentences(REFUSALS)


def sentence(refusal: Refusal) -> str:
    """What is refused, in words."""
    return sentence_of(refusal)


def what_is_shown(exploration: Exploration) -> str:
    """What stands on the page, in one sentence, so that a printed page says what it is."""
    count = len(exploration.judgements)
    parts = [ngettext("%(n)d indicator", "%(n)d indicators", count) % {"n": count}]
    asked, choices = exploration.question, exploration.choices
    parts += [each.name for each in choices.outcomes if each.slug == asked.outcome]
    if asked.verdict in {code.value for code in Code}:
        parts.append(str(wording.VERDICTS[Code(asked.verdict)]).lower())
    if asked.group != WHOLE:
        parts.append(choices.group_name(asked.group) or _("a group that is not known here"))
    if asked.partners.kind and exploration.figures.sees_all:
        parts.append(choices.name_of(asked.partners) or _("partners that are not known here"))
    if asked.start:
        parts.append(_("from %(day)s") % {"day": date_format(asked.start, "j F Y")})
    if asked.end:
        parts.append(_("to %(day)s") % {"day": date_format(asked.end, "j F Y")})
    if asked.as_of:
        parts.append(_("as it was on %(day)s") % {"day": date_format(asked.as_of, "j F Y")})
    return f"{', '.join(parts)}."


def refused(adoptions: list[Adoption]) -> str:
    """Which indicators have no figures of a set of partners, and why; empty without any."""
    if not adoptions:
        return ""
    named = ", ".join(each.indicator.name for each in adoptions[:5])
    more = len(adoptions) - 5
    if more > 0:
        named += _(" and %(n)d more") % {"n": more}
    return f"{NOT_ADDED} {_('Left out')}: {named}."


def side(figure: Seen | None, adoption: Adoption) -> str:
    """One side's figure: hidden in words, by its bounds, or as it is."""
    if figure is None:
        return "–"
    return wording.seen(figure, adoption.indicator)


def difference(pair: Pair) -> str:
    """By how much the second side differs from the first; empty where either is hidden or not there."""
    if pair.a is None or pair.b is None or pair.a.value is None or pair.b.value is None:
        return ""
    return wording.difference(pair.b.value - pair.a.value, pair.adoption.indicator)


def beside(pair: Pair, kind: Compared, names: tuple[str, str]) -> str:
    """The two figures in a sentence, or why there is none."""
    if pair.is_refused:
        return str(NOT_ADDED)
    if pair.a is None or pair.b is None:
        return _("No period of which both sides have a figure.")
    if pair.a.is_hidden or pair.b.is_hidden:
        return str(NO_DIFFERENCE)
    if not difference(pair):
        return _("One side has no exact number, so there is no difference to show.")
    values = {
        "a": side(pair.a, pair.adoption), "b": side(pair.b, pair.adoption), "difference": difference(pair),
        "first": names[0], "second": names[1], "from": wording.period_of(pair.a), "to": wording.period_of(pair.b),
    }  # fmt: skip
    if kind is Compared.PERIODS:
        return _("From %(a)s in %(from)s to %(b)s in %(to)s: %(difference)s.") % values
    return _("%(first)s %(a)s, %(second)s %(b)s in %(to)s: %(difference)s.") % values
