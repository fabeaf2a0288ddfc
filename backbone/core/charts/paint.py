"""How is a chart painted: by classes on screen, by literal colours on paper?

The security policy forbids `style` attributes, so on screen each shape carries a class of `static/css/charts.css`,
which follows light and dark. Typst and e-mail read no stylesheet: in print each class becomes presentation attributes.
"""

from __future__ import annotations

import re
from html import escape
from typing import Literal

Theme = Literal["screen", "print"]

INK, INK_2, RULE, RULE_2, PAPER = "#12201e", "#4a5a57", "#d3dcd6", "#8b9994", "#ffffff"
WATER, WATER_TINT, CONTOUR = "#0b5c8a", "#d3e6f2", "#855600"
BETTER, FLAT, WORSE = "#00665a", "#97a2a6", "#d1481a"
BETTER_TEXT, FLAT_TEXT, WORSE_TEXT = "#00655a", "#55636a", "#ad3209"

_HALO = f'stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
_LINE = 'fill="none" stroke-linejoin="round" stroke-linecap="round"'

PRINT: dict[str, str] = {
    "c-line": f'{_LINE} stroke="{WATER}" stroke-width="2"',
    "c-line worse": f'{_LINE} stroke="{WORSE_TEXT}" stroke-width="2"',
    "c-dot": f'fill="{WATER}"',
    "c-dot worse": f'fill="{WORSE_TEXT}"',
    "c-hollow": f'fill="{PAPER}" stroke="{WATER}" stroke-width="2"',
    "c-target": f'fill="none" stroke="{CONTOUR}" stroke-width="1.5" stroke-dasharray="4 3"',
    "c-aim": f'fill="{CONTOUR}"',
    "c-base": f'fill="none" stroke="{INK_2}" stroke-width="1" stroke-dasharray="1 3" stroke-linecap="round"',
    "c-band": f'fill="{WATER_TINT}" stroke="{WATER_TINT}" stroke-width="6" stroke-linejoin="round"',
    "c-ahead": f'{_LINE} stroke="{WATER}" stroke-width="1.5" stroke-dasharray="2 4"',
    "c-limit": f'fill="none" stroke="{INK_2}" stroke-width="1" stroke-dasharray="6 3"',
    "c-signal": f'fill="{CONTOUR}"',
    "c-break": f'fill="none" stroke="{RULE_2}" stroke-width="1" stroke-dasharray="5 4"',
    "c-note": f'fill="none" stroke="{INK_2}" stroke-width="1" stroke-dasharray="1 3"',
    "c-begun": f'fill="none" stroke="{INK_2}" stroke-width="1"',
    "c-grid": f'fill="none" stroke="{RULE}" stroke-width="1"',
    "c-other": f'{_LINE} stroke="{FLAT_TEXT}" stroke-width="1.3"',
    "c-other dash": f'{_LINE} stroke="{FLAT_TEXT}" stroke-width="1.3" stroke-dasharray="6 4"',
    "c-odot": f'fill="{FLAT_TEXT}"',
    "c-span": f'stroke="{WATER_TINT}" stroke-width="6" stroke-linecap="round"',
    "c-gap": f'fill="none" stroke="{INK_2}" stroke-width="1"',
    "c-ax": f'fill="{INK_2}"',
    "c-lab": f'fill="{INK}" font-weight="600" {_HALO}',
    "c-lab target": f'fill="{CONTOUR}" font-weight="600" {_HALO}',
    "c-lab muted": f'fill="{INK_2}" {_HALO}',
    "up": f'fill="{BETTER}"',
    "dn": f'fill="{WORSE}"',
    "fl": f'fill="{FLAT}"',
    "nd": f'fill="none" stroke="{FLAT_TEXT}" stroke-width="1.5" stroke-dasharray="3 2"',
    "mid": f'fill="none" stroke="{INK}" stroke-width="1"',
    "bg": 'fill="#eaf0ec"',
    "fg": f'fill="{WATER}"',
    "end": f'fill="{CONTOUR}"',
}
"""What each class looks like in print; its keys are all the classes that charts put on shapes and text."""

_FONT = "font-family=\"'Source Sans 3', 'Source Sans Pro', 'Noto Sans', sans-serif\""
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Svg(str):
    """A finished drawing: text within is escaped, so a template prints it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def words(text: str) -> str:
    """Escape text for use between tags and in attributes, and drop what XML cannot hold."""
    return escape(_NOT_IN_XML.sub("", text), quote=True)


def num(value: float) -> str:
    """A coordinate with at most one decimal."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def look(name: str, theme: Theme) -> str:
    """The attributes that give a shape its looks: a class on screen, literal colours in print."""
    return f'class="{name}"' if theme == "screen" else PRINT[name]


def path(name: str, d: str, theme: Theme) -> str:
    """A path with the looks of a class."""
    return f'<path {look(name, theme)} d="{d}"/>'


def dot(name: str, x: float, y: float, radius: float, theme: Theme, hint: str = "") -> str:
    """A circle with the looks of a class; `hint` appears when a pointer rests on it."""
    shape = f'<circle {look(name, theme)} cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"'
    return f"{shape}><title>{words(hint)}</title></circle>" if hint and theme == "screen" else f"{shape}/>"


def text(name: str, x: float, y: float, content: str, theme: Theme, anchor: str = "start") -> str:
    """Text with its baseline at y, anchored at its start, middle or end."""
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text {look(name, theme)} x="{num(x)}" y="{num(y)}"{anchored}>{words(content)}</text>'


def drawing(
    body: list[str],
    *,
    width: float,
    height: float,
    title: str,
    desc: str,
    theme: Theme,
    name: str,
    font_size: float = 13,
) -> Svg:
    """A standalone chart of that class, with the text that stands for it.

    Time and scales run left to right in every language, so the direction is fixed.
    """
    size = f'viewBox="0 0 {num(width)} {num(height)}" width="{num(width)}" height="{num(height)}"'
    font = "" if theme == "screen" else f" {_FONT}"
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" {size} role="img" direction="ltr"'
        f' font-size="{num(font_size)}"{font}>'
        f"<title>{words(title)}</title><desc>{words(desc)}</desc>{''.join(body)}</svg>"
    )


def ornament(
    body: list[str], *, width: float, height: float, theme: Theme, name: str, stretch: bool = False, title: str = ""
) -> Svg:
    """A small drawing without text. Hidden from screen readers where words beside it say the same (no `title`)."""
    # inline in a page the namespace is implied; a file for Typst needs it
    space = "" if theme == "screen" else ' xmlns="http://www.w3.org/2000/svg"'
    size = "" if stretch and theme == "screen" else f' width="{num(width)}" height="{num(height)}"'
    fit = ' preserveAspectRatio="none"' if stretch else ""
    access = f' role="img"><title>{words(title)}</title>' if title else ' aria-hidden="true">'
    return Svg(
        f'<svg{space} class="{name}" viewBox="0 0 {num(width)} {num(height)}"{size}{fit}{access}{"".join(body)}</svg>'
    )
