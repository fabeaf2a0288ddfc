"""How does a partner stand beside the others, in words, as a chart and as a table? By name, never by value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from backbone.core.charts import Group, Groups, Level, Svg, dot_plots
from measurement import wording
from measurement.models import Adoption, Indicator
from measurement.rules.spread import Band
from measurement.selectors.comparison import Beside, Comparison


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What the page of partners beside each other shows; without a chart only its sentences."""

    adoption: Adoption
    sentences: Sequence[str]
    chart: Svg | None
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def comparison_page(adoption: Adoption, found: Comparison | None) -> ComparisonPage:
    indicator: Indicator = adoption.indicator
    if found is None:
        said = _("There is no released figure yet in which you could be compared.")
        return ComparisonPage(adoption, [said], None, [], [])
    sentences = _sentences(found, indicator)
    title = _("%(indicator)s of partners in %(period)s") % {
        "indicator": indicator.name, "period": wording.period_of(found.latest)
    }  # fmt: skip
    return ComparisonPage(
        adoption=adoption,
        sentences=sentences,
        chart=dot_plots(_plot(found, indicator), title=title, desc=" ".join(sentences)),
        heads=[_("Partner"), wording.period_of(found.latest)],
        rows=_rows(found, indicator),
    )


def _sentences(found: Comparison, indicator: Indicator) -> list[str]:
    period = wording.period_of(found.latest)
    if found.has_all:
        return [_("Only the data manager sees all partners by name. Period: %(period)s.") % {"period": period}]
    own = [each.figure for each in found.named if each.is_own and each.figure]
    said = [
        _("Yours is %(figure)s in %(period)s.") % {"figure": wording.figure(each.value, indicator), "period": period}
        for each in own
    ]
    if found.band is None:
        return [*said, _("Fewer than five others whose numbers are large enough stand beside it: no range is shown.")]
    values = _words(found.band, indicator)
    text = _(
        "The middle half of %(n)d other partners lies about between %(lower)s and %(upper)s, their middle at about"
        " %(middle)s."
    )
    return [*said, text % values, *(_place(each.value, found.band) for each in own if each.value is not None)]


def _words(band: Band, indicator: Indicator) -> dict[str, Any]:
    return {
        "n": band.n, "lower": wording.rounded(band.lower, indicator), "upper": wording.rounded(band.upper, indicator),
        "middle": wording.rounded(band.middle, indicator),
    }  # fmt: skip


def _place(value: Decimal, band: Band) -> str:
    """Where one's own lies, in words that name no rank."""
    if value > band.upper:
        return _("Yours lies above that range.")
    return _("Yours lies below that range.") if value < band.lower else _("Yours lies within that range.")


def _plot(found: Comparison, indicator: Indicator) -> Groups:
    shown = [float(each.figure.value) for each in found.named if each.figure and each.figure.value is not None]
    middle = median(shown) if found.has_all and shown else None
    if found.band is not None:
        middle = float(found.band.middle)
    return Groups(
        groups=tuple(
            Group(
                _name(each),
                float(each.figure.value) if each.figure and each.figure.value is not None else None,
                _value(each, indicator),
            )
            for each in found.named
        ),
        everyone=Level(middle, _("Middle")) if middle is not None else None,
        band=(float(found.band.lower), float(found.band.upper)) if found.band else None,
        number=lambda value: wording.axis(value, indicator),
        floor=0 if indicator.kind not in (Indicator.Kind.MEAN, Indicator.Kind.AMOUNT) else None,
        ceiling=100 if indicator.kind == Indicator.Kind.SHARE else None,
    )


def _rows(found: Comparison, indicator: Indicator) -> list[tuple[str, str]]:
    rows = [(_name(each), _value(each, indicator)) for each in found.named]
    if found.band is not None:
        words = {
            "lower": wording.rounded(found.band.lower, indicator),
            "upper": wording.rounded(found.band.upper, indicator),
        }
        rows.append((_("Middle half of %(n)d others") % {"n": found.band.n}, _("%(lower)s to %(upper)s") % words))
        rows.append((_("Their middle"), wording.rounded(found.band.middle, indicator)))
    return rows


def _name(each: Beside) -> str:
    name = str(each.subject)
    return _("%(name)s (yours)") % {"name": name} if each.is_own else name


def _value(each: Beside, indicator: Indicator) -> str:
    return wording.figure(each.figure.value, indicator) if each.figure else str(wording.HIDDEN)
