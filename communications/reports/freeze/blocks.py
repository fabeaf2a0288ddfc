"""In which order do the blocks stand, and what do the short ones say?"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communications.reports import wording
from communications.reports.freeze.groups import groups_block
from communications.reports.freeze.indicators import indicator_block
from communications.reports.freeze.reading import Reading
from communications.reports.freeze.table import scorecard_block
from communications.scorecard.presenters import sentences
from measurement import wording as figures
from measurement.rules.verdicts import Code
from measurement.selectors.judged import Judgement

Block = dict[str, Any]


def freeze(reading: Reading) -> list[Block]:
    """All blocks of a report, in the order of reading."""
    blocks = [cover_block(reading), scorecard_block(reading), unjudged_block(reading)]
    blocks += [indicator_block(reading, judgement, chosen) for judgement, chosen in reading.chosen]
    groups = groups_block(reading)
    return [*blocks, *([groups] if groups else []), method_block(reading)]


def cover_block(reading: Reading) -> Block:
    """The sentence to remember, the tally, and what improves and worsens most."""
    said = reading.scorecard.headline
    return {
        "kind": "cover",
        "issuer": reading.initiative.name,
        "purpose": reading.initiative.purpose,
        "headline": wording.headline(said),
        "sentences": sentences(said),
        "tally": [
            {
                "label": group.outcome.name,
                "note": wording.group_note(group.improving, group.judged),
                "improving": group.improving,
                "judged": group.judged,
                "total": len(group.judgements),
                "bars": [[str(each.verdict.code), each.way.share if each.way else None] for each in group.judgements],
            }
            for group in reading.scorecard.groups
        ],
        "suggested": {
            "better": wording.several(_names(reading, Code.IMPROVING)),
            "worse": wording.several(_names(reading, Code.WORSENING)),
        },
    }


def _names(reading: Reading, code: Code) -> list[str]:
    return [_course(each) for each in reading.scorecard.judgements if each.verdict.code is code]


def _course(judgement: Judgement) -> str:
    said = judgement.verdict
    if said.first is None or said.last is None:
        return judgement.indicator.name
    return _("%(name)s, from %(first)s to %(last)s") % {
        "name": judgement.indicator.name,
        "first": figures.figure(said.first.value, judgement.indicator),
        "last": figures.figure(said.last.value, judgement.indicator),
    }


def unjudged_block(reading: Reading) -> Block:
    """What could not be judged and why, what is out of date, and what chance alone would show."""
    judgements = reading.scorecard.judgements
    return {
        "kind": "unjudged",
        "rows": [
            {"name": each.indicator.name, "why": figures.verdict_sentence(each.verdict, each.indicator)}
            for each in judgements
            if not each.verdict.code.is_judged
        ],
        "out_of_date": [
            {"name": each.indicator.name, "latest": figures.period(each.latest.period_start, each.latest.period_end)}
            for each in judgements
            if each.verdict.is_out_of_date and each.latest
        ],
        "chance": sentences(reading.scorecard.headline)[-1],
    }


def method_block(reading: Reading) -> Block:
    """How the numbers came about, and whose they are."""
    day = date_format(reading.today, "j F Y")
    return {
        "kind": "method",
        "paragraphs": [_("Data of %(day)s.") % {"day": day}, *(str(each) for each in wording.METHOD)],
        "notice": reading.tenant.notice,
        "attribution": reading.tenant.attribution,
    }
