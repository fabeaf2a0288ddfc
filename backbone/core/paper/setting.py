"""How is a template set with its JSON, whatever characters people typed?"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst

from backbone.core import fonts

# PDF/UA forbids text that no font can show; Typst names the first such character and stops.
NOT_SHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
INSTEAD = "□"
MOST_REPLACED = 50


def typeset(template: Path, given: Any) -> bytes:
    """Set a template in A4; about a second. It finds what is given as JSON in `sys.inputs.given`.

    A character that no font at hand can show is replaced by an empty box: the paper is made all the same.
    """
    text = json.dumps(given, ensure_ascii=False)
    with_system_fonts = False  # ours first, so that a paper looks the same on every machine
    for _try in range(MOST_REPLACED):
        try:
            return _compiled(template, text, with_system_fonts=with_system_fonts)
        except typst.TypstError as error:
            missing = NOT_SHOWN.search(str(error))
            if missing is None:
                raise
            if with_system_fonts:
                text = _without(text, missing.group(1))
            with_system_fonts = True
    raise RuntimeError("too many characters that no font can show")


def _compiled(template: Path, text: str, *, with_system_fonts: bool) -> bytes:
    compiler = typst.Compiler(template, root=template.parent, font_paths=_fonts(with_system_fonts))
    pdf = compiler.compile(format="pdf", sys_inputs={"given": text}, pdf_standards=["ua-1"])
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
