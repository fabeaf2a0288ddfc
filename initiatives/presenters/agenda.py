"""How does an agenda look to a reader: section by section, with what was said, and against another version?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import AgendaVersion, Position, Section, SectionComment
from initiatives.rules import agenda as rules
from initiatives.rules.text_changes import Piece, changes, is_changed
from initiatives.selectors.agenda import Line, comments_on, positions_on, words_of
from initiatives.wording import agenda as wording


@dataclass(slots=True)
class SectionPage:
    """One section as it is read."""

    kind: str
    label: str
    hint: str
    text: str = ""
    version: int = 1
    lines: list[Line] = field(default_factory=list)
    comments: list[SectionComment] = field(default_factory=list)

    @property
    def first(self) -> list[Line]:
        """What lies inside the boundaries; the primary goals."""
        return [line for line in self.lines if line.is_first]

    @property
    def rest(self) -> list[Line]:
        return [line for line in self.lines if not line.is_first]

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.lines

    @property
    def waiting(self) -> int:
        """How many comments wait for an answer."""
        return sum(comment.answered_at is None for comment in self.comments)


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """One version with everything that stands beside it, and what the reader may do."""

    agenda: AgendaVersion
    versions: Sequence[AgendaVersion]
    sections: Sequence[SectionPage]
    positions: Sequence[Position]
    state: tuple[str, Promise]
    reach: str
    may_draft: bool
    may_comment: bool
    may_decide: bool

    @property
    def waiting(self) -> int:
        return sum(section.waiting for section in self.sections)

    @property
    def before(self) -> AgendaVersion | None:
        """The version that this one follows."""
        return next((each for each in self.versions if each.number < self.agenda.number), None)

    @property
    def newer(self) -> AgendaVersion | None:
        """A version in work that follows this one, where the reader may see it."""
        return next((each for each in self.versions if each.is_in_work and each.number > self.agenda.number), None)


def agenda_page(by: Actor, agenda: AgendaVersion, versions: Sequence[AgendaVersion]) -> AgendaPage:
    """A version for a reader; three queries."""
    sections = sections_of(words_of([agenda.pk])[agenda.pk])
    by_kind = {section.kind: section for section in sections}
    for comment in comments_on(agenda):
        by_kind[comment.section].comments.append(comment)
    closed = rules.comment_refusal(agenda.state, until=agenda.comments_until, today=agenda.initiative.today())
    return AgendaPage(
        agenda=agenda,
        versions=versions,
        sections=sections,
        positions=positions_on(agenda),
        state=wording.STATES[agenda.state],
        reach=wording.reach_of(agenda),
        may_draft=may(by, Capability.DRAFT_AGENDA, on=agenda),
        may_comment=closed is None and may(by, Capability.COMMENT_AGENDA, on=agenda),
        may_decide=may(by, Capability.DECIDE_AGENDA, on=agenda) or may(by, Capability.ADOPT_AGENDA, on=agenda),
    )


def sections_of(lines: Sequence[Line]) -> list[SectionPage]:
    """All sections in order, those that say nothing too."""
    sections = {kind: SectionPage(kind, str(kind.label), str(wording.HINTS[kind])) for kind in Section}
    for line in lines:
        section = sections[Section(line.section)]
        if line.is_text:
            section.text, section.version = line.text, line.version
        else:
            section.lines.append(line)
    return list(sections.values())


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What became of a section: its text by pieces, and its lines that came, went or changed."""

    label: str
    pieces: Sequence[Piece]
    lines: Sequence[Sequence[Piece]]

    @property
    def is_changed(self) -> bool:
        return is_changed(list(self.pieces)) or any(is_changed(list(line)) for line in self.lines)


def changes_between(before: AgendaVersion, after: AgendaVersion) -> list[SectionChange]:
    """What changed from one version to another, section by section; one query."""
    words = words_of([before.pk, after.pk])
    earlier, later = sections_of(words[before.pk]), sections_of(words[after.pk])
    return [
        SectionChange(new.label, changes(old.text, new.text), list(_line_changes(old.lines, new.lines)))
        for old, new in zip(earlier, later, strict=True)
    ]


def _line_changes(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Sequence[Piece]]:
    """Lines by line; one that has kept its beginning counts as changed, not as gone and come."""
    texts = [wording.line_of(line) for line in old]
    for line in new:
        text = wording.line_of(line)
        was = text if text in texts else _likest(text, texts)
        if was in texts:
            texts.remove(was)
        yield changes(was, text)
    for gone in texts:
        yield changes(gone, "")


def _likest(text: str, texts: Sequence[str]) -> str:
    """The earlier line with most words in common, at least half of them; else none."""
    words = set(text.lower().split())
    alike = {each: len(words & set(each.lower().split())) / max(1, len(words)) for each in texts}
    best = max(alike, key=lambda each: alike[each], default="")
    return best if best and alike[best] >= 0.5 else ""
