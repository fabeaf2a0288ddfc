"""How does a report stand on paper?"""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backbone.core.charts import verdict_icon
from backbone.core.charts.small import ICONS
from backbone.core.paper import typeset
from communications.reports import charts, wording

TEMPLATE = Path(__file__).with_name("report.typ")

Data = dict[str, Any]


def render_pdf(page: Data) -> bytes:
    """Set a report (as `selectors.page_of` gives it) in A4; about a second."""
    return typeset(TEMPLATE, _for_paper(page))


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
