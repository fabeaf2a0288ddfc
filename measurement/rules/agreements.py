"""What does a partner's agreement open to whom, and how strictly does it keep its figures?

Decided when somebody reads, by the agreements in force on that day: nothing is copied into the figures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from backbone.core.exceptions import Refusal

PUBLIC = "public"
# Those whom an agreement may name, by the roles that make somebody one of them. Everybody is of the public.
AUDIENCE_OF = {
    "steering_member": "steering_committee",
    "chair": "group_members",
    "group_member": "group_members",
    "representative": "partners",
    "data_submitter": "partners",
    "viewer": "partners",
    "partner_key": "partners",
    "administrator": "staff",
    "project_manager": "staff",
    "data_manager": "staff",
    "facilitator": "staff",
    "tenant_key": "keys",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What one agreement in force says of its partner's figures; None of indicators or breakdowns is all of them."""

    agreement: int
    subject: int
    opens: bool
    audiences: frozenset[str] = frozenset()
    indicators: frozenset[int] | None = None
    breakdowns: frozenset[int] | None = None
    threshold: int | None = None
    is_confidential: bool = False
    shows_zero: bool | None = None
    # Breakdowns of communities that have not agreed to it.
    closed: frozenset[int] = frozenset()

    def is_about(self, indicator: int) -> bool:
        return self.indicators is None or indicator in self.indicators


def audiences_of(roles: Iterable[str], *, is_report: bool) -> frozenset[str]:
    """To whom a reader belongs. A report is read by all who may read reports: it holds what is open to everybody."""
    if is_report:
        return frozenset({PUBLIC})
    return frozenset({PUBLIC, *(AUDIENCE_OF[role] for role in roles if role in AUDIENCE_OF)})


def open_to(terms: Iterable[Terms], audiences: Collection[str]) -> list[Terms]:
    """The agreements that open figures to one of these."""
    return [each for each in terms if each.opens and each.audiences & set(audiences)]


def strictest_threshold(terms: Iterable[Terms]) -> int:
    """The largest threshold that any asks for; 0 where none does."""
    return max((each.threshold or 0 for each in terms), default=0)


def allow_zero(terms: Iterable[Terms]) -> bool:
    """Whether none of them that says anything of zeros wants them hidden."""
    return all(each.shows_zero is not False for each in terms)


def threshold_refusal(wanted: int | None, of_tenant: int) -> Refusal | None:
    """Say why an agreement may not ask for a threshold: it may be stricter than the tenant's only."""
    if wanted is not None and wanted < of_tenant:
        return Refusal("agreement_threshold_looser", {"least": of_tenant})
    return None


def audience_refusal(*, opens: bool, audiences: Sequence[str]) -> Refusal | None:
    """Say why what is opened and to whom does not go together."""
    if opens and not audiences:
        return Refusal("agreement_opens_to_nobody")
    return Refusal("agreement_opens_nothing") if audiences and not opens else None


def signing_refusal(state: str, *, has_signed: bool) -> Refusal | None:
    """Say why a side may not sign: each signs once, and nothing that was withdrawn."""
    if state == "withdrawn":
        return Refusal("agreement_is_withdrawn")
    return Refusal("agreement_signed_already") if has_signed else None


def change_refusal(*, is_signed_by_anybody: bool) -> Refusal | None:
    """Say why an agreement may not be changed: what somebody has signed stays as it is."""
    return Refusal("agreement_is_signed") if is_signed_by_anybody else None


def withdrawal_refusal(state: str, because: str) -> Refusal | None:
    """Say why an agreement may not be withdrawn."""
    if state == "withdrawn":
        return Refusal("agreement_is_withdrawn")
    return None if because.strip() else Refusal("agreement_withdrawal_needs_reason")
