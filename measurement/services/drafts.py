"""What does a typed figure become? The rules of entry that form, file and system share; nothing is saved here."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.files.models import StoredFile
from backbone.tenancy.actors import Actor
from backbone.tenancy.roles import Role
from measurement.models import Entry, Indicator, Obligation, Submission
from measurement.rules import checks, review
from measurement.rules.bounds import Bound, bound
from measurement.services.locks import refuse_locked, who_may_open

A_MOMENT = timedelta(minutes=1)
EIGHT_DECIMALS = Decimal("0.00000001")
UNSAID = dict.fromkeys(("numerator", "denominator", "value", "lower", "upper")) | dict.fromkeys(
    ("typed_numerator", "typed_denominator", "original_text"), ""
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one figure, as text; `version` is the one it was read at, None for a first entry."""

    numerator: str = ""
    denominator: str = ""
    value: str = ""
    bound: str = ""
    note: str = ""
    kept_because: str = ""
    presence: str = Entry.Presence.NUMBER
    says_nothing: bool = False
    typed_from: str = ""
    version: int | None = None
    came_by: str = Entry.Way.FORM
    source_file: StoredFile | None = None
    source_cell: str = ""

    @property
    def is_empty(self) -> bool:
        said = self.numerator or self.denominator or self.value or self.bound or self.note or self.says_nothing
        return not said and self.presence == Entry.Presence.NUMBER


def drafted(submission: Submission, owed: Obligation, latest: Entry | None, typed: Typed, *, by: Actor) -> Entry:
    """The entry as it stands once this was typed: the open one changed, or the beginning of a new one; not saved.

    After acceptance it begins a correction. Raises RuleViolation when it is locked (the sentence names the rule), the
    entry is under review, or somebody else has saved it meanwhile.
    """
    refuse_locked(submission, owed)
    is_open = latest is not None and latest.state in Entry.OPEN
    entry = latest if is_open and latest else Entry(submission=submission, obligation=owed, version=0)
    entry.submission = submission  # a merged partner's draft goes on with its successor
    if entry.state not in review.MAY_BE_EDITED:
        raise RuleViolation("entry_under_review", who=who_may_open())
    if typed.version not in (None, entry.version) and not _is_still_typing(entry, by):
        raise RuleViolation("entry_changed_meanwhile", version=entry.version)
    for name, said in said_by(typed, owed.indicator).items():
        setattr(entry, name, said)
    _sign(entry, typed, by)
    entry.version += 1
    entry.saved_at = timezone.now()
    return entry


def says_the_same(entry: Entry, typed: Typed) -> bool:
    """Whether what was typed is what stands already."""
    said = said_by(typed, entry.obligation.indicator)
    return all(getattr(entry, name) == value for name, value in said.items())


def asks_for_parts(adds_over_partners: str) -> bool:
    """Whether a figure is entered as count and "out of": only so can it be added up over partners."""
    return adds_over_partners == "ratio_of_sums"


def asks_for_weight(adds_over_partners: str) -> bool:
    """Whether a figure is entered with what it is out of as its weight in a mean."""
    return adds_over_partners == "weighted_mean"


def said_by(typed: Typed, indicator: Indicator) -> dict[str, Any]:
    """What an entry says once this was typed: numbers where they are numbers, the text where they are not yet."""
    said: dict[str, Any] = UNSAID | {
        "presence": typed.presence, "says_nothing": typed.says_nothing, "note": typed.note,
        "kept_because": typed.kept_because,
    }  # fmt: skip
    if typed.says_nothing:
        return said | _nothing(indicator)
    if typed.presence == Entry.Presence.NUMBER:
        return said | _numbers(indicator, typed)
    return said


def _nothing(indicator: Indicator) -> dict[str, Any]:
    """Nothing to report: none were counted, which is zero; of nobody there is no rate."""
    if indicator.kind in (Indicator.Kind.COUNT, Indicator.Kind.AMOUNT):
        return {"presence": Entry.Presence.NUMBER, "value": Decimal(0)}
    return {"presence": Entry.Presence.NOT_APPLICABLE}


def _numbers(indicator: Indicator, typed: Typed) -> dict[str, Any]:
    in_parts = asks_for_parts(indicator.adds_over_partners)
    first = typed.bound or (typed.numerator if in_parts else typed.value)
    left, right = _number(first, is_count=in_parts), _number(typed.denominator, is_count=True)
    denominator = right if in_parts or asks_for_weight(indicator.adds_over_partners) else None
    read = {"denominator": denominator, "typed_denominator": "" if right is not None else _as_typed(typed.denominator)}
    if left is None and (said := bound(first, is_count=bool(indicator.whole_fields & {"numerator", "value"}))):
        return read | _bounds(indicator, said, first, denominator)
    read["typed_numerator"] = "" if left is not None else _as_typed(first)
    if not in_parts:
        return read | {"value": left}
    read["numerator"] = left
    if left is not None and right:
        result = left / right * indicator.per
        if abs(result) < checks.LARGEST:
            read["value"] = result.quantize(EIGHT_DECIMALS)
        else:
            read["typed_denominator"] = _as_typed(typed.denominator)
    return read


def _bounds(indicator: Indicator, said: Bound, text: str, denominator: Decimal | None) -> dict[str, Any]:
    """Keep "fewer than 5" as what the value lies between; a count is put over its "out of"."""
    found: dict[str, Any] = {"presence": Entry.Presence.SUPPRESSED, "original_text": _as_typed(text)}
    scale = Decimal(1)
    if asks_for_parts(indicator.adds_over_partners):
        scale = indicator.per / denominator if denominator else Decimal(0)
    if scale:
        for name, limit in (("lower", said.lower), ("upper", said.upper)):
            found[name] = None if limit is None else (limit * scale).quantize(EIGHT_DECIMALS)
    if indicator.kind == Indicator.Kind.SHARE and found.get("upper") is not None:
        found["upper"] = min(found["upper"], Decimal(indicator.per))  # "fewer than 5" of 3 people is any of them
    return found


def _as_typed(text: str) -> str:
    return text.strip()[:60]


def _number(text: str, *, is_count: bool) -> Decimal | None:
    """What was typed as it is stored, so that the same figure sent twice is the same; a count is no per cent."""
    found = None if is_count and "%" in text else checks.number(text)
    return None if found is None else found.quantize(EIGHT_DECIMALS)


def _is_still_typing(entry: Entry, by: Actor) -> bool:
    """Whether the same person typed a moment ago: what they leave a field with may arrive after what they press next.

    Not for longer: in an older window of theirs stands what they have changed since.
    """
    is_same = by.user_id is not None and entry.typed_by_id == by.user_id
    return is_same and timezone.now() - entry.saved_at < A_MOMENT


def _sign(entry: Entry, typed: Typed, by: Actor) -> None:
    by_staff = entry.submission.provider_id not in by.organization_ids
    if by_staff and by.holds(Role.DATA_MANAGER) and not typed.typed_from.strip() and not entry.typed_from:
        raise RuleViolation("say_where_figures_come_from")
    entry.typed_by_id, entry.typed_by_staff = by.user_id, by_staff
    entry.confirmed_by_id = None
    entry.came_by, entry.source_file, entry.source_cell = typed.came_by, typed.source_file, typed.source_cell
    if typed.typed_from.strip():
        entry.typed_from = typed.typed_from.strip()[:300]
    if not by_staff:
        entry.typed_from = ""
