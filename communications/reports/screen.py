"""How does a page show a frozen report? The blocks of the PDF, with pictures that follow the screen's colours."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from backbone.core.charts import Bar, Svg, tally_group
from communications.reports import charts, wording
from communications.reports.models import ProgressReport, ReportStory
from communications.reports.selectors import COVER_PLACES, page_of

Block = dict[str, Any]


def screen_of(report: ProgressReport) -> Block:
    """Everything that the page of one report says and draws."""
    page = page_of(report)
    stories = {each.place: each for each in ReportStory.objects.filter(report=report).select_related("author")}
    first = True
    blocks = []
    for block in page["blocks"]:
        shown = _shown(block, report, stories)
        if block["kind"] == "indicator":
            shown["is_first"], first = first, False
        blocks.append(shown)
    return {**page, "blocks": blocks}


def story_field(report: ProgressReport, place: str, label: str, story: ReportStory | None) -> Block:
    """A text that staff may write: where, what it says now, at which version, and when it was saved."""
    return {
        "report": report,
        "place": place,
        "label": label,
        "id": f"story-{place.replace(':', '-')}",
        "text": story.text if story else "",
        "version": story.version if story else 0,
        "saved_at": _local(story.saved_at, report) if story else None,
        "rows": 2 if place == "lede" else 4,
    }


def _local(moment: datetime, report: ProgressReport) -> datetime:
    return moment.astimezone(ZoneInfo(report.initiative.time_zone))


def _shown(block: Block, report: ProgressReport, stories: Mapping[str, ReportStory]) -> Block:
    if block["kind"] == "cover":
        return _cover(block, report, stories)
    if block["kind"] == "scorecard":
        return {**block, "groups": [_group(group, i) for i, group in enumerate(block["groups"], start=1)]}
    if block["kind"] == "indicator":
        label = _("The story behind %(name)s") % {"name": block["name"]}
        return {
            **block,
            "verdict_word": wording.verdict(block["verdict"]),
            "picture": charts.trend(block, "screen"),
            "heads": [_("Period"), _("Figure")],
            "rows": [[period, figure] for figure, period in reversed(block["table"])],
            "field": story_field(report, block["place"], label, stories.get(block["place"])),
        }
    if block["kind"] == "groups":
        return {
            **block,
            "is_reach": block["verdict"] == "improving",
            "picture": charts.dots(block, "screen"),
            "sentence": charts.dots_sentence(block),
            "heads": [block["dimension"], block["earlier_period"] or "–", block["latest_period"]],
            "rows": [[label, earlier, latest] for label, _at, latest, _was, earlier in block["chart"]["groups"]],
        }
    return block


def _cover(block: Block, report: ProgressReport, stories: Mapping[str, ReportStory]) -> Block:
    return {
        **block,
        "tally": [
            {**each, "picture": _tally(each["bars"]), "anchor": f"outcome-{i}"}
            for i, each in enumerate(block["tally"], start=1)
        ],
        "fields": [
            story_field(report, place, str(wording.PLACES[place]), stories.get(place)) for place in COVER_PLACES
        ],
    }


def _tally(bars: list[list[Any]]) -> Svg:
    return tally_group([Bar(code, share) for code, share in bars])


def _group(group: Block, number: int) -> Block:
    rows = [
        {**row, "verdict_word": wording.verdict(row["verdict"]), "picture": charts.spark(row, "screen")}
        for row in group["rows"]
    ]
    return {**group, "anchor": f"outcome-{number}", "rows": rows}
