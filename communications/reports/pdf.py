"""How does a report become a PDF that everybody can read? Typst sets it as tagged PDF/UA-1, or refuses.

No text is ever put into Typst source: `report.typ` reads one JSON value, and what people typed stays text.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backbone.core import fonts
from backbone.core.charts import verdict_icon
from backbone.core.charts.small import ICONS
from communications.reports import charts, wording

TEMPLATE = Path(__file__).with_name("report.typ")
# PDF/UA forbids text that no font can show; Typst names the first such character and stops.
NOT_SHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
INSTEAD = "□"
MOST_REPLACED = 50

Data = dict[str, Any]


def render_pdf(page: Data) -> bytes:
    """Set a report (as `selectors.page_of` gives it) in A4; about a second.

    A character that no font at hand can show is replaced by an empty box: the report is made all the same.
    """
    text = json.dumps(_for_paper(page), ensure_ascii=False)
    with_system_fonts = False  # ours first, so that a report looks the same on every machine
    for _try in range(MOST_REPLACED):
        try:
            return _compiled(text, with_system_fonts=with_system_fonts)
        except typst.TypstError as error:
            missing = NOT_SHOWN.search(str(error))
            if missing is None:
                raise
            if with_system_fonts:
                text = _without(text, missing.group(1))
            with_system_fonts = True
    raise RuntimeError("too many characters that no font can show")


def _compiled(text: str, *, with_system_fonts: bool) -> bytes:
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(with_system_fonts))
    pdf = compiler.compile(format="pdf", sys_inputs={"report": text}, pdf_standards=["ua-1"])
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single file")
    return pdf


@cache
def _fonts(with_system_fonts: bool) -> typst.Fonts:
    """The fonts, read once in a process."""
    return typst.Fonts(include_system_fonts=with_system_fonts, font_paths=[fonts.folder()])


def _without(text: str, named: str) -> str:
    """The JSON without a run of characters; Typst writes unseen ones as \\u{7}."""
    shown = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), named)
    for character in set(shown):
        text = text.replace(json.dumps(character)[1:-1], INSTEAD).replace(character, INSTEAD)
    return text


def _for_paper(page: Data) -> Data:
    """The page with its pictures drawn for paper and all words of the template, so that it holds none itself."""
    report = page["report"]
    issued = report["issued_on"]
    state = _("Issued %(day)s") % {"day": issued} if issued else _("Draft, not issued")
    language, _hyphen, region = (get_language() or "en").partition("-")
    return {
        "lang": language,
        "region": region.upper(),
        "title": report["title"],
        "state": f"{state}. {_('Data of %(day)s.') % {'day': report['data_on']}}",
        "subtitle": _("Progress report to the steering committee, %(period)s") % {"period": report["period"]},
        "footer": f"{report['initiative']}, {report['period']} · {state}",
        "words": _words(),
        "icons": {code: verdict_icon(code, "print") for code in ICONS},
        "verdicts": {code: wording.verdict(code) for code in ICONS},
        "blocks": [_drawn(block) for block in page["blocks"]],
    }


def _drawn(block: Data) -> Data:
    if block["kind"] == "cover":
        return {**block, "picture": charts.tally(block, "print"), "alt": charts.tally_sentence(block)}
    if block["kind"] == "scorecard":
        groups = [
            {**group, "rows": [{**row, "spark": charts.spark(row, "print")} for row in group["rows"]]}
            for group in block["groups"]
        ]
        return {**block, "groups": groups}
    if block["kind"] == "indicator":
        return {**block, "picture": charts.trend(block, "print"), "alt": block["sentence"]}
    if block["kind"] == "groups":
        return {**block, "picture": charts.dots(block, "print"), "alt": charts.dots_sentence(block)}
    return block


def _words() -> dict[str, str]:
    return {
        "scorecard": _("Scorecard"),
        "indicator": _("Indicator"),
        "course": _("Course"),
        "baseline": _("Baseline"),
        "latest": _("Latest"),
        "target": _("Target"),
        "verdict": _("Verdict"),
        "new": _("new"),
        "old": _("out of date"),
        "hidden": _("latest hidden"),
        "no_target": _("none set"),
        "no_targets": _("No target is set for any indicator."),
        "turn": _("Turn the curve"),
        "story": str(wording.STORY),
        "unjudged": _("What cannot be said"),
        "chance": _("Chance"),
        "out_of_date": _("Out of date"),
        "no_verdict": _("Not judged"),
        "reach": _("Who the gains reach"),
        "apart": _("How far apart the groups are"),
        "circles": _("Open circle %(earlier)s, filled circle %(latest)s."),
        "filled": _("Filled circle %(latest)s."),
        "group": _("Group"),
        "method": _("How these numbers are made"),
        "definition": _("Definition"),
        "source": _("Source"),
        "of": _("of"),
    }


def day(value: Any) -> str:
    """A date as it stands in the report."""
    return date_format(value, "j F Y") if value else ""
