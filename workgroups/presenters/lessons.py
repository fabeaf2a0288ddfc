"""What do the pages of lessons, and of those named in them, show?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from backbone.tenancy.actors import Actor
from workgroups.models import Lesson, Naming
from workgroups.presenters.chips import Chip
from workgroups.rules.consent import Consent, consent_of
from workgroups.selectors.lessons import END, HIT
from workgroups.wording import cycles as words

PIECE = re.compile(f"{HIT}(.*?){END}", re.DOTALL)
BEGINNING = 260


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in the library: `pieces` are (text, whether it was looked for)."""

    lesson: Lesson
    chip: Chip
    waits: str
    pieces: Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class NamingLine:
    """Somebody named in a text, and what they have said."""

    naming: Naming
    state: str
    chip: Chip
    where: str
    text: str
    teller: str


def lesson_lines(lessons: Sequence[Lesson]) -> list[LessonLine]:
    return [LessonLine(each, worked_chip(each), waiting_word(each), _pieces(each)) for each in lessons]


def worked_chip(lesson: Lesson) -> Chip:
    return Chip(words.WORKED_CHIPS[lesson.worked], str(lesson.get_worked_display()))


def waits(lesson: Lesson) -> str:
    """Why others do not read it yet; empty where they do."""
    if lesson.published_at is None:
        return _("Draft: only you read it")
    return "" if getattr(lesson, "is_open", False) else _("Not shown: waits for the consent of all it names")


def waiting_word(lesson: Lesson) -> str:
    """The same in two words, for a list."""
    if not waits(lesson):
        return ""
    return _("Draft") if lesson.published_at is None else _("Waits for consent")


def naming_lines(namings: Sequence[Naming]) -> list[NamingLine]:
    return [_line(each) for each in namings]


def _line(naming: Naming) -> NamingLine:
    said = consent_of(has_consented=naming.consented_at is not None, has_declined=naming.declined_at is not None)
    lesson, story = naming.lesson, naming.story
    return NamingLine(
        naming=naming,
        state=said.value,
        chip=Chip(words.CONSENT_CHIPS[said], str(words.CONSENTS[said])),
        where=lesson.title if lesson else _("A story in cycle %(cycle)s") % {"cycle": story.cycle},
        text=f"{lesson.happened}\n\n{lesson.learnt}" if lesson else story.text,
        teller=str((lesson.told_by if lesson else story.written_by) or ""),
    )


def is_teller(lesson: Lesson, by: Actor) -> bool:
    return by.user_id is not None and lesson.told_by_id == by.user_id


def needs_word(lines: Sequence[NamingLine]) -> list[NamingLine]:
    """Those that are still asked."""
    return [each for each in lines if each.state == Consent.ASKED]


def _pieces(lesson: Lesson) -> list[tuple[str, bool]]:
    """What was found, with the words marked; else how it begins."""
    place = getattr(lesson, "place", "")
    if HIT not in place:  # the title alone speaks of it
        text = lesson.learnt
        return [(text if len(text) <= BEGINNING else f"{text[:BEGINNING].rsplit(' ', 1)[0]} …", False)]
    pieces = PIECE.split(place)
    return [(text, bool(number % 2)) for number, text in enumerate(pieces) if text]
