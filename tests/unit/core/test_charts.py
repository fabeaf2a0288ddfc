"""Charts: valid and escaped SVG that the security policy accepts, whatever the figures."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, TypedDict
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from backbone.core.charts import (
    PRINT,
    Bar,
    Begun,
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
    tally_group,
    tally_strip,
    trend_chart,
    trend_charts,
    verdict_icon,
    way_bar,
)

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert('x')</script> & \"Ready\" \x00\x0b"


class Words(TypedDict):
    title: str
    desc: str


WORDS = Words(title="Reading", desc="It rose.")
CODES = ["improving", "worsening", "no_clear_change", "rising", "falling", "too_few_points", "no_figures"]


def plotted(*values: float | None) -> tuple[Plotted, ...]:
    return tuple(Plotted(2015 + i, value, f"{2015 + i}/{16 + i}") for i, value in enumerate(values))


def rich(*values: float | None, words: str = "Words") -> Trend:
    return Trend(
        plotted(*values),
        latest_label=words,
        target=Level(75, words, 2028),
        baseline=Level(60, words, 2015),
        breaks=(Break(2016.5, words),),
        others=(Other(words, plotted(50, 51, 52)), Other(words, ())),
        begun=(Begun(2015.5, words),),
        number=lambda value: f"{value:g} %",
        step=1,
    )


def groups(words: str = "Words") -> Groups:
    return Groups(
        (Group(words, 67.1, words, 65), Group(words, None, words), Group(words, 50, words)), Level(66, words), words
    )


def strip(words: str = "Words") -> list[TallyGroup]:
    bars = tuple(Bar(code, share) for code in CODES for share in (None, -3, -0.2, 0, 0.4, 1, 2))
    return [TallyGroup(words, words, bars), TallyGroup(words, "", bars[:2]), TallyGroup("None", "", ())]


DRAWN: dict[str, Callable[[Theme], str]] = {
    "trend": lambda theme: trend_chart(rich(60, None, 62.5, 61, 70), **WORDS, theme=theme),
    "trend on a phone": lambda theme: trend_chart(rich(60, 62.5), **WORDS, width=360, theme=theme),
    "dots": lambda theme: dot_plot(groups(), **WORDS, theme=theme),
    "dots on a phone": lambda theme: dot_plot(groups(), **WORDS, width=360, theme=theme),
    "strip": lambda theme: tally_strip(strip(), **WORDS, theme=theme),
    "tally": lambda theme: tally_group([Bar(code, 0.5) for code in CODES], theme),
    "spark": lambda theme: sparkline(plotted(1, None, 3, 4), target=5, is_worse=True, theme=theme),
    "way": lambda theme: way_bar(0.5, theme),
    "icon": lambda theme: verdict_icon("worsening", theme),
}

SERIES = {
    "no figure": (),
    "one figure": (60.0,),
    "only gaps": (None, None),
    "all equal": (60.0, 60.0, 60.0),
    "all zero": (0.0, 0.0),
    "negative": (-5.0, -2.5, -9.0),
    "tiny": (0.00012, 0.00013),
    "huge": (7e9, 8e9),
    "a gap": (1.0, None, None, 4.0, None),
}


def coordinates(svg: str) -> list[float]:
    places = " ".join(re.findall(r' (?:d|x|y|cx|cy|r|width|height)="([^"]*)"', svg))
    return [float(each) for each in re.findall(r"-?\d*\.?\d+", places)]


@pytest.mark.parametrize("theme", ["screen", "print"])
@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_is_valid_and_needs_no_style_or_script(name: str, theme: Theme) -> None:
    svg = DRAWN[name](theme)

    tree = ElementTree.fromstring(svg)

    assert tree.tag.removeprefix(SVG) == "svg"
    assert not re.search(r"style=|<style|<script|onload|href", svg)
    assert max(len(each.partition(".")[2]) for each in re.findall(r'(?:x|y|cx|cy)="([^"]*)"', svg) or [""]) <= 1


@pytest.mark.parametrize("name", DRAWN)
def test_on_screen_classes_and_in_print_literal_colours(name: str) -> None:
    screen, paper = DRAWN[name]("screen"), DRAWN[name]("print")

    assert not re.search(r"#[0-9a-f]{6}", screen)
    assert set(re.findall(r'<(?:path|rect|circle|text)[^>]* class="([^"]*)"', screen)) <= PRINT.keys()
    assert not re.search(r"<(?:path|rect|circle|text)[^>]* class=", paper)
    assert "currentColor" not in paper
    assert 'xmlns="http://www.w3.org/2000/svg"' in paper


def test_the_stylesheet_knows_every_class() -> None:
    css = (Path(__file__).parents[3] / "static" / "css" / "charts.css").read_text()

    for name in PRINT:
        assert f".{name.replace(' ', '.')} " in css


@pytest.mark.parametrize("name", ["trend", "trend on a phone", "dots", "dots on a phone", "strip"])
def test_a_standalone_chart_says_what_it_shows(name: str) -> None:
    tree = ElementTree.fromstring(DRAWN[name]("screen"))

    assert tree.get("role") == "img"
    assert [tree.findtext(f"{SVG}title"), tree.findtext(f"{SVG}desc")] == ["Reading", "It rose."]


@pytest.mark.parametrize("name", ["tally", "spark", "way", "icon"])
def test_a_small_one_is_hidden_from_screen_readers(name: str) -> None:
    assert 'aria-hidden="true"' in DRAWN[name]("screen")


def test_a_small_one_with_a_title_is_not() -> None:
    for svg in (sparkline(plotted(1, 2), title="Up"), way_bar(1, title="Up"), tally_group([], title="Up")):
        assert 'role="img"><title>Up</title>' in svg
        assert "aria-hidden" not in svg


@pytest.mark.parametrize("theme", ["screen", "print"])
def test_all_text_is_escaped(theme: Theme) -> None:
    nasty = Words(title=NASTY, desc=NASTY)
    drawn = [
        trend_chart(rich(60, 61, words=NASTY), **nasty, theme=theme),
        trend_chart(rich(60, 61, words=NASTY), **nasty, width=360, theme=theme),
        trend_chart(Trend((Plotted(1, 2, NASTY),), number=lambda value: NASTY), **nasty, theme=theme),
        dot_plot(groups(NASTY), **nasty, theme=theme),
        tally_strip(strip(NASTY), **nasty, theme=theme),
        sparkline(plotted(1), title=NASTY, theme=theme),
    ]
    for svg in drawn:
        ElementTree.fromstring(svg)
        assert "<script" not in svg
        assert "\x00" not in svg


def test_a_template_prints_a_chart_as_it_is() -> None:
    svg = way_bar(0.5)

    assert isinstance(svg, Svg)
    assert str(Template("{{ chart }}").render(Context({"chart": svg}))) == str(svg)


@pytest.mark.parametrize("values", SERIES.values(), ids=SERIES)
@pytest.mark.parametrize("width", [360, 720])
def test_any_series_can_be_drawn(values: tuple[float | None, ...], width: float) -> None:
    for trend in (Trend(plotted(*values), latest_label="now"), rich(*values)):
        svg = trend_chart(trend, **WORDS, width=width)
        ElementTree.fromstring(svg)
        assert "nan" not in svg
        assert all(-30 <= each <= 760 for each in coordinates(svg))
    spark = sparkline(plotted(*values), target=60)
    assert all(-1 <= each <= 133 for each in coordinates(spark))


@given(
    st.lists(st.none() | st.floats(-1e9, 1e9, allow_nan=False).map(lambda v: round(v, 4)), max_size=15),
    st.none() | st.integers(-100, 100),
    st.sampled_from([200.0, 360.0, 720.0, 1100.0]),
)
def test_no_series_leaves_the_paper(values: list[float | None], target: int | None, width: float) -> None:
    level = None if target is None else Level(target, "Target", 2040.5)
    for svg in (
        sparkline(plotted(*values), target=target),
        trend_chart(Trend(plotted(*values), target=level), **WORDS, width=width),
    ):
        ElementTree.fromstring(svg)
        assert all(-5 <= each <= max(width, 330) + 5 for each in coordinates(svg))


def lines(svg: str, name: str) -> list[str]:
    found = re.findall(rf'<path class="{name}" d="([^"]*)"', svg)
    return [part for d in found for part in re.findall(r"M[^M]*", d)]


@pytest.mark.parametrize(
    ("trend", "parts"),
    [
        (Trend(plotted(1, 2, 3, 4)), 1),
        (Trend(plotted(1, None, 3, 4)), 2),
        (Trend(plotted(1, 2, 3, 4), breaks=(Break(2017, "New"),)), 2),
        (Trend(plotted(1, 2, 3, 4), breaks=(Break(2016.5, "New"), Break(2030, "Later"))), 2),
        (Trend((*plotted(1, 2), Plotted(2020, 3)), step=1), 2),
        (Trend((*plotted(1, 2), Plotted(2020, 3))), 1),
    ],
)
def test_a_line_parts_at_gaps_and_breaks(trend: Trend, parts: int) -> None:
    svg = trend_chart(trend, **WORDS)
    spark = sparkline(trend.points, breaks=[each.at for each in trend.breaks], step=trend.step)

    assert len(lines(svg, "c-line")) == len(lines(spark, "c-line")) == parts


def test_a_provisional_figure_is_hollow() -> None:
    points = (*plotted(1, 2), Plotted(2017, 3, is_hollow=True))

    assert trend_chart(Trend(points), **WORDS).count("c-hollow") == 1
    assert sparkline(points).count("c-hollow") == 1


def test_on_a_phone_the_labels_of_lines_stand_in_a_key_below() -> None:
    trend = Trend(plotted(60, 61), target=Level(75, "Target 75 %"), others=(Other("England", plotted(62, 63)),))
    wide, narrow = (ElementTree.fromstring(trend_chart(trend, **WORDS, width=w)) for w in (720, 360))

    def place(tree: Any, words: str) -> tuple[float, float]:
        found = next(each for each in tree.iter(f"{SVG}text") if each.text == words)
        return float(found.get("x")), float(found.get("y"))

    assert place(wide, "England")[0] > 600
    assert [place(narrow, words)[0] for words in ("Target 75 %", "England")] == [38, 38]
    assert place(narrow, "England")[1] > place(narrow, "Target 75 %")[1] > 220


@pytest.mark.parametrize("width", [720, 360])
def test_what_was_begun_stands_on_the_axis_before_and_after_the_figures_too(width: float) -> None:
    begun = (Begun(2010.2, "A"), Begun(2016, "B"), Begun(2016.02, "C"), Begun(2019.9, "D"))
    svg = trend_chart(Trend(plotted(60, 61, 62), begun=begun), **WORDS, width=width)
    tree = ElementTree.fromstring(svg)
    letters = {t.text: (float(t.get("x") or 0), float(t.get("y") or 0)) for t in tree.iter(f"{SVG}text")}
    last = max(float(c.get("cx") or 0) for c in tree.iter(f"{SVG}circle"))

    assert svg.count('class="c-begun"') == len(begun)
    assert letters["A"][0] < letters["B"][0] < letters["C"][0] < letters["D"][0] < width
    assert letters["D"][0] > last
    assert letters["C"][1] > letters["B"][1]  # they would touch
    assert letters["A"][1] == letters["D"][1]


def test_names_of_periods_do_not_overlap() -> None:
    points = tuple(Plotted(2000 + i / 4, i, f"Q{i % 4 + 1} {2000 + i // 4}") for i in range(60))
    for width in (360, 720):
        tree = ElementTree.fromstring(trend_chart(Trend(points), **WORDS, width=width))
        places = sorted(float(t.get("x") or 0) for t in tree.iter(f"{SVG}text") if (t.text or "").startswith("Q"))
        assert len(places) > 2
        assert all(b - a > 50 for a, b in pairwise(places))


def test_both_widths_come_together() -> None:
    for svg in (trend_charts(rich(60, 61), **WORDS), dot_plots(groups(), **WORDS)):
        assert re.findall(r'class="chart (wide|narrow)"', svg) == ["wide", "narrow"]


@pytest.mark.parametrize(
    ("bar", "shape", "y", "height"),
    [
        (Bar("improving", 1.0), "up", 4, 46),
        (Bar("improving", 1.7), "up", 4, 46),
        (Bar("improving", 0.5), "up", 27, 23),
        (Bar("improving", None), "up", 27, 23),
        (Bar("improving", -0.5), "up", 44, 6),
        (Bar("worsening", -0.5), "dn", 50, 23),
        (Bar("worsening", -2.0), "dn", 50, 46),
        (Bar("worsening", None), "dn", 50, 23),
        (Bar("worsening", 0.8), "dn", 50, 6),
        (Bar("no_clear_change", 0.8), "fl", 46.5, 7),
        (Bar("rising", None), "fl", 46.5, 7),
        (Bar("too_few_points", None), "nd", 44, 12),
        (Bar("no_figures", None), "nd", 44, 12),
    ],
)
def test_bars_of_the_tally(bar: Bar, shape: str, y: float, height: float) -> None:
    (rect,) = ElementTree.fromstring(tally_group([bar])).iter("rect")

    assert (rect.get("class"), float(rect.get("y") or 0), float(rect.get("height") or 0)) == (shape, y, height)


def test_a_stretched_drawing_keeps_its_strokes_and_has_no_text() -> None:
    svg = tally_group([Bar(code) for code in CODES])

    assert 'preserveAspectRatio="none"' in svg
    assert "<text" not in svg
    assert all("non-scaling-stroke" in shape for shape in re.findall(r"<[^>]*(?:nd|mid)[^>]*>", svg))


@pytest.mark.parametrize("count", [1, 5, 9])
def test_the_strip_fits_its_width(count: int) -> None:
    many = [TallyGroup("Children in care and youth justice", "2 of 5", (Bar("improving"),) * 6)] * count
    svg = tally_strip(many, **WORDS, width=720, theme="screen")

    assert max(float(x) for x in re.findall(r'<rect[^>]* x="([^"]*)"', svg)) < 720


@pytest.mark.parametrize(("share", "gone"), [(None, None), (0, None), (-0.4, None), (0.5, "46"), (1, "92"), (3, "92")])
def test_way_bar(share: float | None, gone: str | None) -> None:
    svg = way_bar(share)

    assert re.findall(r'class="fg" d="M0 0h([\d.]+)', svg) == ([gone] if gone else [])
    assert ('class="end"' in svg) == (share is not None)


@pytest.mark.parametrize("code", CODES)
def test_each_verdict_has_a_shape(code: str) -> None:
    assert "currentColor" in verdict_icon(code)


def test_shapes_differ_without_colour() -> None:
    assert len({verdict_icon(code) for code in CODES}) == 6  # both that cannot be judged share the dashed ring


def test_fifty_three_sparklines_are_small() -> None:
    every = [sparkline(plotted(*(60 + (i * n) % 7 for i in range(12))), target=75) for n in range(53)]

    assert sum(len(svg) for svg in every) < 40_000
