"""How does a chart leave as a file? As SVG in literal colours, or as PNG made of that very drawing."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.core import fonts
from backbone.core.charts import Panel, Svg, sheet
from backbone.tenancy.models import Tenant
from communications.exploring.selectors import Exploration
from communications.exploring.small import drawn, span_of
from communications.exploring.wording import what_is_shown
from communications.indicators.events import begun_drawn, events_on, notes_drawn
from communications.indicators.story import done_in_lines
from initiatives.models import Initiative
from measurement import wording
from measurement.models import IndicatorVersion
from measurement.selectors.judged import Judgement

TEMPLATE = Path(__file__).with_name("chart.typ")
SMALL_WIDTH, LARGE_WIDTH, COLUMNS = 300.0, 720.0, 3
PIXELS_PER_INCH = 144.0
SVG, PNG = "image/svg+xml", "image/png"


def picture_of_indicator(judgement: Judgement, exploration: Exploration, tenant: Tenant, source: str) -> Svg:
    """One indicator's course as large as on its page, with its sentence, its source and what is owed to that.

    What happened and what is done stands on it as on its page, and each sign is explained below.
    """
    figures, day = exploration.figures, exploration.question.as_of
    events = events_on(judgement.adoption, figures.initiative, day or figures.initiative.today(), figures.moment)
    chart = drawn(
        judgement, None, exploration.least_coverage, width=LARGE_WIDTH, theme="print", notes=notes_drawn(events),
        begun=begun_drawn(events),
    )  # fmt: skip
    panel = Panel("", _said(judgement), chart)
    title = _("%(indicator)s in %(place)s") % {
        "indicator": judgement.indicator.name, "place": exploration.figures.initiative.area.name,
    }  # fmt: skip
    foot = [_("Source: %(source)s") % {"source": source}] if source else []
    return sheet(
        [panel],
        title=title,
        foot=[*done_in_lines(events), *foot, *_foot(exploration, tenant)],
        columns=1,
        width=LARGE_WIDTH,
    )


def picture_of_all(exploration: Exploration, tenant: Tenant) -> Svg:
    """Every indicator that the filters leave, small, on the same time axis."""
    span = span_of(exploration.judgements)
    panels = [
        Panel(
            judged.indicator.name, _said(judged),
            drawn(judged, span, exploration.least_coverage, width=SMALL_WIDTH, theme="print"),
        )
        for judged in exploration.judgements
    ]  # fmt: skip
    initiative: Initiative = exploration.figures.initiative
    foot = _foot(exploration, tenant)
    if not panels:
        panels = [Panel("", _("No indicator fits these filters"), None)]
    return sheet(panels, title=f"{initiative.name}: {what_is_shown(exploration)}", foot=foot, columns=COLUMNS,
                 width=SMALL_WIDTH)  # fmt: skip


def source_of(judgement: Judgement) -> str:
    """The source that the latest definition names."""
    versions = IndicatorVersion.objects.filter(indicator=judgement.indicator).order_by("-number")
    return versions.values_list("source", flat=True).first() or ""


def png(drawing: Svg) -> bytes:
    """The same drawing in points of colour, at twice the size of the screen's."""
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())
    pages = compiler.compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs={"drawing": str(drawing)})
    if not isinstance(pages, bytes):
        raise TypeError("Typst gave no single picture")
    return pages


@cache
def _fonts() -> typst.Fonts:
    """Ours first; what they lack the machine may have."""
    return typst.Fonts(include_system_fonts=True, font_paths=[fonts.folder()])


def _said(judgement: Judgement) -> str:
    word = str(wording.VERDICTS[judgement.verdict.code])
    return f"{word}. {wording.verdict_sentence(judgement.verdict, judgement.indicator)}".strip()


def _foot(exploration: Exploration, tenant: Tenant) -> Sequence[str]:
    initiative: Initiative = exploration.figures.initiative
    day = exploration.question.as_of or initiative.today()
    foot = [f"{initiative.name}, {tenant.name}, {date_format(day, 'j F Y')}."]
    foot += wording.how_told(each for judged in exploration.judgements for each in judged.figures)
    return [*foot, tenant.attribution] if tenant.attribution else foot
