"""Which pictures belong to a block? The same for page and paper; each carries a sentence that stands for it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from backbone.core.charts import (
    Bar,
    Break,
    Group,
    Groups,
    Level,
    Other,
    Plotted,
    Svg,
    TallyGroup,
    Theme,
    Trend,
    dot_plot,
    dot_plots,
    sparkline,
    tally_strip,
    trend_chart,
    trend_charts,
)
from measurement import wording as figures
from measurement.models import Indicator

Block = dict[str, Any]
PAPER_WIDTH = 640


def tally(cover: Block, theme: Theme) -> Svg:
    """One bar for each indicator, by outcome."""
    groups = [
        TallyGroup(
            each["label"],
            # short, so that the names of many outcomes fit beside each other; the sentence says it in full
            _("%(n)s of %(judged)s") % {"n": each["improving"], "judged": each["judged"]},
            tuple(Bar(code, share) for code, share in each["bars"]),
        )
        for each in cover["tally"]
    ]
    return tally_strip(groups, title=cover["headline"], desc=tally_sentence(cover), theme=theme)


def tally_sentence(cover: Block) -> str:
    """What the strip shows, for those who do not see it."""
    parts = [f"{each['label']}: {each['note']}" for each in cover["tally"]]
    return f"{cover['headline']}. {'; '.join(parts)}."


def spark(row: Block, theme: Theme) -> Svg:
    """The course of a scorecard row; hidden from screen readers, whose row says more."""
    drawn = row["spark"]
    return sparkline(
        _plotted(drawn["points"]),
        target=drawn["target"],
        breaks=drawn["breaks"],
        step=drawn["step"],
        is_worse=row["verdict"] == "worsening",
        theme=theme,
    )


def trend(block: Block, theme: Theme) -> Svg:
    """An indicator's course."""
    drawn = block["chart"]
    picture = Trend(
        points=_plotted(drawn["points"]),
        latest_label=drawn["latest_label"],
        target=_level(drawn["target"]),
        baseline=_level(drawn["baseline"]),
        breaks=tuple(Break(at, label) for at, label in drawn["breaks"]),
        others=tuple(Other(each["label"], _plotted(each["points"])) for each in drawn["others"]),
        number=_number(drawn),
        floor=drawn["floor"],
        ceiling=drawn["ceiling"],
        step=drawn["step"],
    )
    if theme == "print":
        return trend_chart(picture, title=block["name"], desc=block["sentence"], width=PAPER_WIDTH, theme=theme)
    return trend_charts(picture, title=block["name"], desc=block["sentence"])


def dots(block: Block, theme: Theme) -> Svg:
    """The groups of an indicator, earlier and latest."""
    drawn = block["chart"]
    picture = Groups(
        groups=tuple(
            Group(label, latest, word, earlier) for label, latest, word, earlier, _earlier_word in drawn["groups"]
        ),
        everyone=_level(drawn["everyone"]),
        gap_label=drawn["gap_label"],
        number=_number(drawn),
        floor=drawn["floor"],
        ceiling=drawn["ceiling"],
    )
    title, desc = f"{block['name']}: {block['dimension']}", dots_sentence(block)
    if theme == "print":
        return dot_plot(picture, title=title, desc=desc, width=PAPER_WIDTH, theme=theme)
    return dot_plots(picture, title=title, desc=desc)


def dots_sentence(block: Block) -> str:
    """What the dot plot shows, for those who do not see it."""
    said = [f"{label} {word}" for label, _latest, word, _earlier, _earlier_word in block["chart"]["groups"]]
    return _("%(name)s in %(period)s: %(groups)s.") % {
        "name": block["name"],
        "period": block["latest_period"],
        "groups": "; ".join(said),
    }


def _plotted(points: list[list[Any]]) -> tuple[Plotted, ...]:
    return tuple(Plotted(*each) for each in points)


def _level(given: list[Any] | None) -> Level | None:
    return Level(*given) if given else None


def _number(unit: Block) -> Callable[[float], str]:
    """Words for a value on an axis, by the frozen unit of the indicator."""
    indicator = Indicator(kind=unit["kind"], counting_unit=unit["counting_unit"])
    return partial(figures.axis, indicator=indicator)
