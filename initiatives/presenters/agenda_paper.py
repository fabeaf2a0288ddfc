"""How does an agenda stand on paper, to be handed to anybody?"""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.core.paper import Document, Heading, Lines, Pairs, Text, typeset_document
from backbone.core.paper.documents import Block
from initiatives.models import AgendaVersion, Section
from initiatives.presenters.agenda import SectionPage, sections_of
from initiatives.selectors.agenda import words_of
from initiatives.wording.agenda import STATES, reach_of


def agenda_pdf(agenda: AgendaVersion) -> bytes:
    """One version as PDF: its words only, since comments and positions are for those who take part."""
    return typeset_document(
        Document(
            title=agenda.name,
            subtitle=f"{agenda.initiative.name}. {reach_of(agenda)}. {_state(agenda)}",
            blocks=[block for section in sections_of(words_of([agenda.pk])[agenda.pk]) for block in _section(section)],
            footer=_("%(name)s, version %(number)s") % {"name": agenda.name, "number": agenda.number},
        )
    )


def _state(agenda: AgendaVersion) -> str:
    if agenda.adopted_at:
        day = date_format(agenda.adopted_at, "j F Y")
        return _("Adopted by the steering committee on %(day)s") % {"day": day}
    return str(STATES[agenda.state][1])


def _section(section: SectionPage) -> Iterator[Block]:
    if section.is_empty:
        return
    yield Heading(section.label)
    if section.text:
        yield Text(section.text)
    if section.kind == Section.BOUNDARIES and section.lines:
        places = [(_("Inside"), line) for line in section.first] + [(_("Outside"), line) for line in section.rest]
        yield Pairs([(place, f"{line.text}\n{line.more}") for place, line in places])
    elif section.kind == Section.GOALS and section.lines:
        yield Lines([line.text for line in section.first])
        if section.rest:
            yield Text(_("Further goals"))
            yield Lines([line.text for line in section.rest])
    elif section.lines:
        yield Lines([f"{line.text}\n{line.more}" if line.more else line.text for line in section.lines])
