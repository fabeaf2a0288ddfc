"""What do the pages of agreements say?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import Initiative, Organization, Subject
from initiatives.selectors import Happened, history_of
from measurement import wording
from measurement.models import Agreement, Indicator, Signature
from measurement.selectors.agreements import agreements_for, in_force, with_terms
from measurement.selectors.concerned import waited_for_by
from measurement.selectors.figures import visible_figures
from measurement.wording import agreements as words

# Shape and word of each state; in force is one of its own, as a signed agreement may not have begun or be over.
CHIPS: dict[str, tuple[str, Promise]] = {
    "in_force": ("sent", gettext_lazy("In force")),
    "signed": ("off", gettext_lazy("Signed, not in force")),
    "draft": ("none", gettext_lazy("Draft")),
    "withdrawn": ("off", gettext_lazy("Withdrawn")),
}


@dataclass(frozen=True, slots=True)
class AgreementLine:
    agreement: Agreement
    chip: str
    state: str
    is_in_force: bool
    term: str
    who_sees: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement in words, with what the reader may do about it."""

    line: AgreementLine
    always: Promise
    what: str
    groups: str
    kept: Sequence[str]
    signatures: Sequence[Signature]
    next_release: Promise | None
    governed_by: str
    history: Sequence[Happened]
    may_change: bool
    may_sign_for_partner: bool
    may_sign_for_backbone: bool
    may_withdraw: bool


def agreement_lines(by: Actor, initiative: Initiative, organization: Organization | None = None) -> list[AgreementLine]:
    """The agreements that the reader may open, those in force first."""
    lines = [_line(each) for each in agreements_for(by, initiative, organization)]
    return sorted(lines, key=lambda line: (not line.is_in_force, line.agreement.provider.name))


def _line(agreement: Any) -> AgreementLine:
    is_in_force = agreement.is_in_force
    chip, word = CHIPS["in_force" if is_in_force else agreement.state.value]
    return AgreementLine(
        agreement=agreement,
        chip=chip,
        state=str(word),
        is_in_force=is_in_force,
        term=words.term(agreement),
        who_sees=words.who_sees(agreement),
    )


def agreement_page(by: Actor, agreement: Agreement) -> AgreementPage:
    """An agreement of `agreements_for` as its page shows it."""
    line = _line(agreement)
    signatures = list(agreement.signatures.order_by("signed_at"))
    signed = {each.side for each in signatures}
    is_open = agreement.state is not Agreement.State.WITHDRAWN
    return AgreementPage(
        line=line,
        always=words.ALWAYS,
        what=words.what(agreement),
        groups=words.groups(agreement),
        kept=words.kept(agreement),
        signatures=signatures,
        next_release=words.NEXT_RELEASE if agreement.opens and is_open else None,
        governed_by=words.governed_by([each.name for each in waited_for_by(agreement)]),
        history=history_of(agreement.uid, words.HAPPENED, {"agreement.signed": _side, "agreement.drafted": _nothing}),
        may_change=not signed and is_open and may(by, Capability.DRAFT_AGREEMENTS, on=agreement),
        may_sign_for_partner=is_open
        and Signature.Side.PROVIDER not in signed
        and may(by, Capability.SIGN_FOR_PARTNER, on=agreement),
        may_sign_for_backbone=is_open
        and Signature.Side.BACKBONE not in signed
        and may(by, Capability.SIGN_FOR_BACKBONE, on=agreement),
        may_withdraw=is_open and bool(signed) and may(by, Capability.SIGN_FOR_PARTNER, on=agreement),
    )


def _side(side: str) -> str:
    return str(Signature.Side(side).label)


def _nothing(_note: str) -> str:
    return ""


def who_sees_partner(initiative: Initiative, organization: Organization) -> list[str]:
    """Who sees a partner's figures today, in one sentence for each agreement in force."""
    found = with_terms(in_force(initiative).filter(provider=organization))
    return [words.who_sees(each) for each in found] or [str(words.NO_AGREEMENT)]


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """The latest figure that a partner's agreement opens to the reader."""

    partner: str
    indicator: Indicator
    period: str
    figure: str


def opened_rows(by: Actor, initiative: Initiative) -> list[OpenedRow]:
    """The latest of each open series, by indicator and partner."""
    latest = {(each.indicator_id, each.subject_id): each for each in visible_figures(by, initiative).opened()}
    indicators = Indicator.objects.in_bulk({indicator for indicator, _subject in latest})
    subjects = Subject.objects.select_related("organization").in_bulk(
        {subject for _indicator, subject in latest if subject is not None}
    )
    rows = [
        OpenedRow(
            partner=str(subjects[subject]),
            indicator=indicators[indicator],
            period=wording.period_of(seen),
            figure=wording.seen(seen, indicators[indicator]),
        )
        for (indicator, subject), seen in latest.items()
        if subject is not None
    ]
    return sorted(rows, key=lambda row: (row.indicator.name, row.partner))
