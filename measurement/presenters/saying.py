"""What is said of one series, of a whole, a group or a partner, each with its rule and its points?"""

from dataclasses import dataclass

from measurement import wording
from measurement.presenters.outlook import outlook
from measurement.rules.verdicts import Code, Standing
from measurement.selectors.growth import asks_for_growth, growth_of
from measurement.selectors.judged import Judgement


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict with its sentence, whether it turned, and the way to the target with its pace; "" where there is none.

    `ahead` is the forecast, `growth` the official status where the initiative has asked for it.
    """

    code: str
    verdict: str
    sentence: str
    standing: str
    is_out_of_date: bool
    way: str
    ahead: str
    growth: str


def say(judgement: Judgement) -> Said:
    """Put one judgement into words."""
    found, ahead = judgement.verdict, outlook(judgement)
    return Said(
        code=found.code.value,
        verdict=str(wording.VERDICTS[found.code]),
        sentence=" ".join(
            filter(None, [wording.verdict_sentence(found, judgement.indicator), wording.panel_sentence(judgement)])
        ),
        standing=str(wording.STANDINGS[Standing.NEW]) if judgement.standing is Standing.NEW else "",
        is_out_of_date=found.is_out_of_date and found.code is not Code.NO_FIGURES,
        way=_way(judgement),
        ahead=ahead.sentence if ahead else "",
        growth=_growth(judgement) if asks_for_growth(judgement.adoption) else "",
    )


def _way(judgement: Judgement) -> str:
    if judgement.way is None or judgement.baseline is None or judgement.target is None:
        return ""
    return wording.way_sentence(
        judgement.way, judgement.pace, baseline=judgement.baseline, target=judgement.target,
        indicator=judgement.indicator, n=judgement.pace_points,
    )  # fmt: skip


def _growth(judgement: Judgement) -> str:
    return wording.growth_sentence(
        growth_of(judgement), baseline=judgement.baseline, latest=judgement.latest, target=judgement.target,
        indicator=judgement.indicator,
    )  # fmt: skip
