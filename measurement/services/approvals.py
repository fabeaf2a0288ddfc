"""How is a community's steward asked, and how does the answer take effect?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import (
    Agreement,
    Approval,
    Dimension,
    GovernedCommunity,
    Indicator,
    Observation,
    ReleasedCell,
    Total,
)
from measurement.rules import communities as rules
from measurement.rules.communities import Governed
from measurement.selectors.concerned import concerned_by_agreement, concerned_by_dimensions, concerned_by_indicator
from measurement.selectors.governed import asked_anew, governed, governed_by, own_figures
from measurement.services.order import moment_in_order

ASKED, APPROVED, DECLINED, TAKEN_BACK = (
    "approval.asked", "approval.approved", "approval.declined", "approval.taken_back",
)  # fmt: skip
AWAITS = "definition_awaits_steward"


def ask_for_releases(figures: Iterable[Total | Observation], *, by: Actor) -> None:
    """Ask each community for the figures of its own among these that its steward has not answered for.

    One question for each indicator, up to the latest day; asked again, it is moved on and not doubled.
    """
    last_days: dict[tuple[int, int], date] = defaultdict(lambda: date.min)
    for each, indicator, last in _withheld_among(figures):
        last_days[each.community, indicator] = max(last_days[each.community, indicator], last)
    declined = _declined_up_to(last_days) if last_days else {}
    for (community, indicator), last in last_days.items():
        if last > declined.get((community, indicator), date.min):
            _ask_for_release(community, indicator, last, by=by)


def ask_for_what_stands(community: GovernedCommunity, *, by: Actor) -> None:
    """Ask a community for its figures that stand: what others saw of them is closed until its steward answers."""
    said = governed_by(community)
    standing = Observation.objects.filter(own_figures(said), superseded_at=None).order_by()
    for indicator, last in standing.values_list("indicator").annotate(last=Max("period_end")):
        if said.withholds(indicator, last):
            _ask_for_release(community.pk, indicator, last, by=by)


def _withheld_among(figures: Iterable[Total | Observation]) -> Iterable[tuple[Governed, int, date]]:
    communities = [each for each in governed() if each.ended_at is None]
    totals_of = {each.community: _indicators_of_parts(each) for each in communities if each.subjects}
    for figure in figures if communities else ():
        subject = figure.subject_id if isinstance(figure, Observation) else None
        for each in communities:
            is_part = subject is None and figure.indicator_id in totals_of.get(each.community, ())
            is_held = each.holds(subject, figure.breakdown_id) or is_part
            is_asked = each.withholds(figure.indicator_id, figure.period_end)
            if is_held and is_asked and not each.is_withdrawn(figure.indicator_id):
                yield each, figure.indicator_id, figure.period_end


def _indicators_of_parts(community: Governed) -> set[int]:
    standing = Observation.objects.filter(subject__in=sorted(community.subjects), superseded_at=None)
    return set(standing.order_by().values_list("indicator", flat=True).distinct())


def _declined_up_to(wanted: Mapping[tuple[int, int], date]) -> dict[tuple[int, int], date]:
    """Up to which day a steward has said no already: it is not asked the same again."""
    answers = Approval.objects.filter(
        kind=Approval.Kind.RELEASE, is_approved=False, community__in={each for each, _ in wanted}
    ).order_by()
    rows = answers.values_list("community", "indicator").annotate(last=Max("through"))
    return {(community, indicator): last for community, indicator, last in rows}


def _ask_for_release(community: int, indicator: int, last: date, *, by: Actor) -> None:
    open_question = Approval.objects.filter(
        community=community, kind=Approval.Kind.RELEASE, indicator=indicator, decided_at=None
    ).first()
    if open_question is None:
        made = Approval.objects.create(
            community_id=community, kind=Approval.Kind.RELEASE, indicator_id=indicator, through=last,
            asked_by_id=by.user_id,
        )  # fmt: skip
        record(ASKED, made, by=by)
    elif open_question.through is None or open_question.through < last:
        open_question.through = last
        open_question.save(update_fields=["through"])


def ask_for_agreement(agreement: Agreement, *, by: Actor) -> None:
    """Ask the communities whose figures an agreement would open; until they say yes it does not open these."""
    for each in concerned_by_agreement(agreement):
        if not Approval.objects.filter(community=each.community, agreement=agreement).exists():
            made = Approval.objects.create(
                community_id=each.community, kind=Approval.Kind.AGREEMENT, agreement=agreement, asked_by_id=by.user_id
            )
            record(ASKED, made, by=by)


def ask_for_definition(
    indicator: Indicator, wording: str, *, by: Actor, added: Collection[Dimension] | None = None
) -> list[str]:
    """Ask the communities that an indicator concerns for a definition in these words; who has not said yes, by name.

    With `added`, only those that it concerns by dimensions that are new to it.
    """
    digest, missing = sha256(wording.encode()).hexdigest(), []
    for each in concerned_by_indicator(indicator) if added is None else concerned_by_dimensions(added):
        answers = Approval.objects.filter(community=each.community, indicator=indicator, digest=digest)
        if answers.filter(is_approved=True).exists():
            continue
        missing.append(each.name)
        if not answers.exists():
            made = Approval.objects.create(
                community_id=each.community, kind=Approval.Kind.DEFINITION, indicator=indicator, wording=wording,
                digest=digest, asked_by_id=by.user_id,
            )  # fmt: skip
            record(ASKED, made, by=by)
    return missing


def awaits_steward(communities: Sequence[str]) -> RuleViolation:
    """What is raised where communities have not said yes to a definition."""
    return RuleViolation(AWAITS, communities=", ".join(communities))


@transaction.atomic
def approve(approval: Approval, *, by: Actor, is_standing: bool = False) -> Approval:
    """Say yes for a community. A definition may become active, an agreement opens what is the community's.

    Figures of a release are open up to the day asked for, corrections included; with `is_standing` also those to come.
    They enter with the next release.

    Raises PermissionDenied unless `by` is a steward of the community, RuleViolation where it was answered already.
    """
    found = _decide(approval, by, is_approved=True, because="")
    if is_standing and found.kind == Approval.Kind.RELEASE:
        found.is_standing = True
        found.save(update_fields=["is_standing"])
    record(APPROVED, found, by=by)
    return found


@transaction.atomic
def approve_all_releases(community: GovernedCommunity, *, by: Actor, is_standing: bool = False) -> int:
    """Say yes to all releases that wait, and return how many these were; refused as each of them."""
    require(by, Capability.GOVERN_COMMUNITY, on=community)
    waiting = Approval.objects.filter(community=community, kind=Approval.Kind.RELEASE, decided_at=None)
    return len([approve(each, by=by, is_standing=is_standing) for each in waiting.order_by("pk")])


@transaction.atomic
def decline(approval: Approval, *, because: str, by: Actor) -> Approval:
    """Say no for a community, with a reason: nothing is opened or becomes active. Refused as a yes, and without reason.

    A steward may change its mind: a no to a release or an agreement can be followed by a yes (`approve_after_all`).
    """
    found = _decide(approval, by, is_approved=False, because=because)
    record(DECLINED, found, by=by, note=found.because)
    return found


@transaction.atomic
def approve_after_all(approval: Approval, *, by: Actor) -> Approval:
    """Say yes where the steward has said no; both stay in the trail."""
    found = _locked(approval)
    require(by, Capability.GOVERN_COMMUNITY, on=found)
    if found.is_approved is not False or found.community.ended_at:
        raise RuleViolation("approval_decided_already")
    found.is_approved, found.decided_at, found.decided_by_id, found.because = True, moment_in_order(), by.user_id, ""
    found.save(update_fields=["is_approved", "decided_at", "decided_by", "because"])
    asked_anew()
    record(APPROVED, found, by=by)
    return found


@transaction.atomic
def take_back(approval: Approval, *, by: Actor) -> Approval:
    """Take a standing yes to releases back: it covers what was told until now, and nothing to come.

    Raises PermissionDenied unless `by` is a steward of the community, RuleViolation where none stands.
    """
    found = _locked(approval)
    require(by, Capability.GOVERN_COMMUNITY, on=found)
    if not (found.is_standing and found.ended_at is None):
        raise RuleViolation("approval_does_not_stand")
    own = own_figures(governed_by(found.community))
    shown = ReleasedCell.objects.filter(own, indicator=found.indicator, replaced_by=None, is_hidden=False)
    told = shown.aggregate(last=Max("period_end"))
    found.ended_at = moment_in_order()
    found.through = max(day for day in (found.through, told["last"]) if day)
    found.save(update_fields=["ended_at", "through"])
    asked_anew()
    record(TAKEN_BACK, found, by=by)
    return found


def _decide(approval: Approval, by: Actor, *, is_approved: bool, because: str) -> Approval:
    found = _locked(approval)
    require(by, Capability.GOVERN_COMMUNITY, on=found)
    is_decided = found.decided_at is not None or found.community.ended_at is not None
    _raise(rules.deciding_refusal(is_decided=is_decided, is_approved=is_approved, because=because))
    found.decided_at, found.decided_by_id = moment_in_order(), by.user_id
    found.is_approved, found.because = is_approved, because.strip()
    found.save(update_fields=["decided_at", "decided_by", "is_approved", "because"])
    asked_anew()
    return found


def _locked(approval: Approval) -> Approval:
    GovernedCommunity.objects.select_for_update().get(pk=approval.community_id)
    related = Approval.objects.select_related("community", "indicator", "agreement__initiative", "agreement__provider")
    return related.get(pk=approval.pk)


def _raise(refusal: Refusal | None) -> None:
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)
