"""What is refused, and why? A refusal is a code with values; wording makes the sentence."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not allowed now."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


class RuleViolation(Exception):
    """A rule of the field forbids it now: a message on a page, 409 in the API, no retry in a task."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, values)
