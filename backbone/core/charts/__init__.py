"""What pictures can be drawn, for page, phone, print, report and slides alike?

Pure functions: figures and translated words in, SVG out, no JavaScript. Every standalone chart has role="img", a title
and a description; the caller puts a table under it. The small ones are hidden from screen readers unless given a title.

Classes (looks on screen in `static/css/charts.css`, in print in `paint.PRINT`):

    on the drawing  chart (standalone), wide, narrow, tally-strip, tally, spark, way, vi (verdict icon)
    c-line          the series; worse: a worsening one (sparkline)
    c-dot, c-hollow a figure; a provisional or an earlier one
    c-target, c-aim the target's line; its moment (also the value of all in a dot plot)
    c-base          the baseline's line
    c-band, c-ahead the band of figures to come; its middle
    c-limit         the limits of a process (its mean is a c-base)
    c-signal        a figure that stands out of a process
    c-break         where definition or source changes
    c-note          when something happened around it
    c-begun         the first day of what is done to move it
    c-other, dash   another series to compare with, the second one dashed; c-odot its last figure
    c-span, c-gap   from earlier to latest in a row; the bracket from lowest to highest group
    c-grid, c-ax    grid line; text on axes
    c-lab           label; target, muted: of the target, of baseline and other series
    up, dn, fl, nd  bars of the tally: improving, worsening, no clear change, cannot be judged; mid: the middle line
    bg, fg, end     the way to target: all of it, what is gone, the target
"""

from backbone.core.charts.dots import Group, Groups, dot_plot, dot_plots
from backbone.core.charts.inputs import Ahead, Begun, Break, Corridor, Level, Note, Other, Trend
from backbone.core.charts.paint import PRINT, Svg, Theme
from backbone.core.charts.scale import Plotted
from backbone.core.charts.sheet import Panel, sheet
from backbone.core.charts.small import sparkline, verdict_icon, way_bar
from backbone.core.charts.tally import Bar, TallyGroup, tally_group, tally_strip
from backbone.core.charts.trend import trend_chart, trend_charts

__all__ = [
    "PRINT",
    "Ahead",
    "Bar",
    "Begun",
    "Break",
    "Corridor",
    "Group",
    "Groups",
    "Level",
    "Note",
    "Other",
    "Panel",
    "Plotted",
    "Svg",
    "TallyGroup",
    "Theme",
    "Trend",
    "dot_plot",
    "dot_plots",
    "sheet",
    "sparkline",
    "tally_group",
    "tally_strip",
    "trend_chart",
    "trend_charts",
    "verdict_icon",
    "way_bar",
]
