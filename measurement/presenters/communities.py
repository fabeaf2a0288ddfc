"""What do the pages of governed communities say?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from backbone.tenancy.actors import Actor
from initiatives.selectors import Happened, history_of
from measurement.models import Approval, GovernedCommunity, Indicator, Look, Withdrawal
from measurement.selectors.communities import approvals_of, indicators_of, is_steward, looks_at, withdrawals_of
from measurement.wording import communities as words

LOOKS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class CommunityLine:
    community: GovernedCommunity
    governs: str
    stewards: Sequence[str]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """What was asked, and answered; a question that waits has no answer."""

    approval: Approval
    asked: str
    answered: str
    is_release: bool
    may_take_back: bool
    may_approve_after_all: bool


@dataclass(frozen=True, slots=True)
class LookLine:
    look: Look
    who: str
    door: str


@dataclass(frozen=True, slots=True)
class StewardPage:
    """All that a steward does and sees."""

    line: CommunityLine
    waiting: Sequence[ApprovalLine]
    decided: Sequence[ApprovalLine]
    withdrawals: Sequence[Withdrawal]
    indicators: Sequence[Indicator]
    chosen: str
    page: Page[Look]
    looks: Sequence[LookLine]
    history: Sequence[Happened]
    is_open: bool

    @property
    def releases(self) -> int:
        """How many releases wait."""
        return sum(each.is_release for each in self.waiting)


def community_line(by: Actor, community: GovernedCommunity) -> CommunityLine:
    present = vars(community).get("present_stewards", [])
    return CommunityLine(
        community=community,
        governs=words.governs(community),
        stewards=[each.membership.user.name for each in present],
        is_mine=is_steward(by, community),
    )


def steward_page(by: Actor, community: GovernedCommunity, *, indicator: str, page: str) -> StewardPage:
    """What waits for a yes or a no, what was answered, what is withdrawn, and who looked."""
    lines = [_approval(each, community) for each in approvals_of(community)]
    looks = Paginator(looks_at(community, indicator), LOOKS_A_PAGE).get_page(page)
    return StewardPage(
        line=community_line(by, community),
        waiting=[each for each in lines if each.approval.decided_at is None],
        decided=[each for each in lines if each.approval.decided_at is not None],
        withdrawals=list(withdrawals_of(community)),
        indicators=list(indicators_of(community)),
        chosen=indicator,
        page=looks,
        looks=[LookLine(each, words.who(each), words.door(each.door)) for each in looks],
        history=history_of(community.uid, words.HAPPENED),
        is_open=community.ended_at is None,
    )


def _approval(approval: Approval, community: GovernedCommunity) -> ApprovalLine:
    is_open = community.ended_at is None
    return ApprovalLine(
        approval=approval,
        asked=words.asked(approval),
        answered="" if approval.decided_at is None else words.answered(approval),
        is_release=approval.kind == Approval.Kind.RELEASE,
        may_take_back=is_open and approval.is_standing and approval.ended_at is None,
        may_approve_after_all=is_open and approval.is_approved is False,
    )
