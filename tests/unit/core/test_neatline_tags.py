"""Shapes and words of a verdict: every code that can be judged or drawn has its shape, its class and its word."""

import pytest
from django.template import Context, Template

from backbone.core.charts.small import ICONS as DRAWN
from backbone.core.templatetags.neatline import ICONS, SHAPES, VERDICTS, initials


def render(source: str, **context: object) -> str:
    return Template("{% load neatline %}" + source).render(Context(context))


def test_every_verdict_that_charts_draw_has_words_on_pages_too() -> None:
    assert set(VERDICTS) == set(DRAWN)
    assert {drawn for drawn, _kind in VERDICTS.values()} <= set(SHAPES)


def test_a_verdict_is_a_hidden_shape_and_a_word_that_is_escaped() -> None:
    html = render("{% verdict code word 'big' %}", code="worsening", word="Worse & <worse>")

    assert html.startswith('<span class="v worse big"><svg class="shape"')
    assert 'aria-hidden="true"' in html
    assert "Worse &amp; &lt;worse&gt;" in html


def test_an_unknown_verdict_is_an_error_and_not_an_empty_cell() -> None:
    with pytest.raises(KeyError):
        render("{% verdict 'splendid' 'Splendid' %}")


def test_an_icon_is_drawn_and_an_unknown_one_is_empty() -> None:
    assert ICONS["home"] in render("{% icon 'home' %}")
    assert 'd=""' in render("{% icon 'nothing' %}")


@pytest.mark.parametrize(
    ("person", "letters"),
    [("Dana Whitfield", "DW"), ("dana@example.org", "D"), ("ines.okafor@example.org", "IO"), ("", "?")],
)
def test_initials(person: str, letters: str) -> None:
    assert initials(person) == letters
