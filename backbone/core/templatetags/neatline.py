"""Which line icons and which status shapes does a page draw? Inline SVG, so that colour follows the theme.

A tag and not an include, because a table of fifty rows draws a shape in each: a look-up costs a tenth of an include.
Every drawing is hidden from screen readers; the word beside it carries the meaning.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = {
    "home": "M4 11l8-7 8 7v9h-6v-6h-4v6H4z",
    "scorecard": "M4 19V9m5.3 10V5m5.3 14v-7M20 19V7",
    "grid": "M4 5h16v14H4zM4 10h16M10 5v14",
    "calendar": "M5 6h14v13H5zM5 10h14M9 3v4m6-4v4",
    "report": "M6 3h9l4 4v14H6zM9 12h7M9 16h5",
    "people": "M9 11a3 3 0 1 0 0-7 3 3 0 0 0 0 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 4a3.5 3.5 0 0 1 0 7M17 14c3 1 4 3 4 6",
    "activity": "M4 12h4l3-7 3 14 3-7h3",
    "print": "M7 8V4h10v4M7 16H4V9h16v7h-3M8 14h8v6H8z",
    "download": "M12 4v11m-4-4l4 4 4-4M5 20h14",
    "upload": "M12 16V5m-4 4l4-4 4 4M5 20h14",
    "settings": "M5 7h9m4 0h1M5 12h2m4 0h8M5 17h7m4 0h3M16 5v4M9 10v4m5 1v4",
    "search": "M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15.5 15.5L20 20",
    "close": "M6 6l12 12M18 6L6 18",
    "plus": "M12 5v14M5 12h14",
    "edit": "M4 20l1-5L16 4l4 4L9 19z",
    "mail": "M4 6h16v12H4zM4 7l8 6 8-6",
    "key": "M8 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 11h8v4m-4-4v3",
    "next": "M9 5l7 7-7 7",
    "back": "M15 5l-7 7 7 7",
    "down": "M6 9l6 6 6-6",
}
TURNS_WITH_THE_SCRIPT = {"next", "back"}

RING = '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2"{}/>'
LINE = '<path fill="none" stroke="currentColor" stroke-width="2.2" d="{}"/>'
OUTLINE = '<path fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" d="{}"/>'
AREA = '<path fill="currentColor" fill-rule="evenodd" d="{}"/>'

SHAPES = {
    # verdicts
    "better": AREA.format("M7 1l6 11H1z"),
    "flat": AREA.format("M1 5h12v4H1z"),
    "worse": AREA.format("M7 13L1 2h12z"),
    "nodata": RING.format(' stroke-dasharray="3 2"'),
    "rising": OUTLINE.format("M7 2.5l5 9H2z"),
    "falling": OUTLINE.format("M7 11.5L2 2.5h10z"),
    # states
    "none": RING.format(' stroke-dasharray="3 2"'),
    "doing": RING.format("") + AREA.format("M7 2a5 5 0 0 1 0 10z"),
    "sent": LINE.format("M1 7h11M8 3l4 4-4 4"),
    "ok": LINE.format("M2 7.5l3.5 3.5L12 3.5"),
    "chk": AREA.format("M7 0l7 13H0zM6.1 5v4h1.8V5zm0 5v1.7h1.8V10z"),
    "err": AREA.format("M4.2 0h5.6L14 4.2v5.6L9.8 14H4.2L0 9.8V4.2zM6 3v5h2V3zm0 6.4v2h2v-2z"),
    "off": LINE.format("M2 7h10"),
    "info": AREA.format("M7 0a7 7 0 1 0 0 14A7 7 0 0 0 7 0zM6 6h2v5H6zm0-3h2v2H6z"),
    # permissions
    "yes": LINE.format("M2 7.5l3.5 3.5L12 3.5"),
    "own": RING.format("") + AREA.format("M7 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"),
    "no": LINE.format("M4 7h6"),
}

# code of a verdict: its shape, and the class that colours it
VERDICTS = {
    "improving": ("better", "better"),
    "worsening": ("worse", "worse"),
    "no_clear_change": ("flat", "flat"),
    "rising": ("rising", "flat"),
    "falling": ("falling", "flat"),
    "too_few_points": ("nodata", "nodata"),
    "no_figures": ("nodata", "nodata"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a line icon; an unknown name draws nothing, because the word beside it says enough."""
    turns = " turns" if name in TURNS_WITH_THE_SCRIPT else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        turns,
        ICONS.get(name, ""),
    )


@register.simple_tag
def shape(name: str, extra: str = "") -> SafeString:
    """Draw the shape of a verdict or a state; `extra` adds a class, such as the verdict that colours it."""
    return format_html(
        '<svg class="shape{}" viewBox="0 0 14 14" aria-hidden="true" focusable="false">{}</svg>',
        f" {extra}" if extra else "",
        mark_safe(SHAPES.get(name, "")),  # noqa: S308 - constants of this module
    )


@register.simple_tag
def verdict(code: str, word: str, extra: str = "") -> SafeString:
    """Write a verdict as shape and word; `extra` adds a class, such as "big"."""
    drawn, kind = VERDICTS[code]
    return format_html('<span class="v {}{}">{}{}</span>', kind, f" {extra}" if extra else "", shape(drawn), word)


class Drawn(Protocol):
    """What a cell of a board is drawn of: `kind` chooses its colour, `shape` the drawing, `word` says it."""

    @property
    def kind(self) -> str: ...
    @property
    def shape(self) -> str: ...
    @property
    def word(self) -> str: ...


@register.simple_tag
def board_cells(cells: Collection[Drawn]) -> SafeString:
    """Draw a board's row, each cell as shape and word, in one piece: a tag for each would take longer than all else."""
    drawn = {each: _board_cell(each.kind, each.shape, each.word) for each in set(cells)}
    return mark_safe("".join([drawn[each] for each in cells]))  # noqa: S308 - escaped


@lru_cache(maxsize=512)
def _board_cell(kind: str, drawn: str, word: str) -> SafeString:
    """Kept, because a board of 15,900 cells says a dozen things; drawn by name, which halves the page."""
    return format_html(
        '<td class="cell {}"><svg class="shape" aria-hidden="true"><use href="#shape-{}"/></svg>{}</td>',
        kind,
        drawn,
        word,
    )


@register.simple_tag
def board_shapes() -> SafeString:
    """Draw each shape once, for the cells of a board to name."""
    drawn = (f'<symbol id="shape-{name}" viewBox="0 0 14 14">{paths}</symbol>' for name, paths in SHAPES.items())
    return mark_safe(f'<svg class="vh" aria-hidden="true">{"".join(drawn)}</svg>')  # noqa: S308 - constants


@register.filter
def verdict_kind(code: str) -> str:
    """The class that colours what belongs to a verdict: better, worse, flat or nodata."""
    return VERDICTS[code][1]


@register.filter
def initials(person: object) -> str:
    """Two letters for the round button of the account menu, from the name or else from the address."""
    words = str(person).replace(".", " ").split("@")[0].split()
    return "".join(word[0] for word in words[:2]).upper() or "?"
