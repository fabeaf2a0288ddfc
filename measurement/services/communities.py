"""How is a governed community founded, who speaks for it, and how does it take its figures back?"""

from collections.abc import Collection

from django.db import transaction

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Subject
from measurement.models import (
    Category,
    CommunityCategory,
    CommunitySubject,
    GovernedCommunity,
    Indicator,
    Steward,
    Withdrawal,
)
from measurement.rules import communities as rules
from measurement.selectors.governed import asked_anew, governed_by
from measurement.services.approvals import ask_for_what_stands
from measurement.services.order import moment_in_order

FOUNDED, CHANGED, ENDED = "community.founded", "community.changed", "community.ended"
APPOINTED, DISMISSED = "steward.appointed", "steward.dismissed"
WITHDRAWN, RESUMED, EXPORTED = "community.withdrawn", "community.resumed", "community.exported"


@transaction.atomic
def found_community(
    community: GovernedCommunity, *, subjects: Collection[Subject], categories: Collection[Category], by: Actor
) -> GovernedCommunity:
    """Found a community that governs figures: from here on its own are for nobody else until its steward agrees.

    What others see of them already is closed with it, and what would give it away until a release decides it anew. Its
    steward is asked for each indicator of which there are figures.

    Raises PermissionDenied unless `by` may keep communities, RuleViolation where it would govern nothing,
    ValidationError for a slug that is taken.
    """
    require(by, Capability.KEEP_COMMUNITIES)
    _raise(rules.founding_refusal(subjects=subjects, categories=categories))
    community.full_clean(exclude=["tenant", "ended_at"])
    community.started_at = community.governs_since = moment_in_order()
    community.save()
    _add(community, subjects, categories)
    ask_for_what_stands(community, by=by)
    record(FOUNDED, community, by=by)
    return community


@transaction.atomic
def change_community(
    community: GovernedCommunity, *, subjects: Collection[Subject], categories: Collection[Category], by: Actor
) -> GovernedCommunity:
    """Change name and statement, and let it govern more. What it governs is never taken from it.

    Raises PermissionDenied unless `by` may keep communities, RuleViolation where it has ended.
    """
    require(by, Capability.KEEP_COMMUNITIES)
    current = _locked(community)
    current.name, current.statement = community.name, community.statement
    current.full_clean(exclude=["tenant", "ended_at"])
    if _add(current, subjects, categories):
        current.governs_since = moment_in_order()
    current.save(update_fields=["name", "statement", "governs_since"])
    asked_anew()
    ask_for_what_stands(current, by=by)
    record(CHANGED, current, by=by)
    return current


def _add(community: GovernedCommunity, subjects: Collection[Subject], categories: Collection[Category]) -> bool:
    """Whether anything was added."""
    held = set(community.subjects.values_list("subject", flat=True))
    groups = set(community.categories.values_list("category", flat=True))
    new = [CommunitySubject(community=community, subject=each) for each in subjects if each.pk not in held]
    more = [CommunityCategory(community=community, category=each) for each in categories if each.pk not in groups]
    CommunitySubject.objects.bulk_create(new)
    CommunityCategory.objects.bulk_create(more)
    asked_anew()
    return bool(new or more)


@transaction.atomic
def appoint_steward(community: GovernedCommunity, membership: Membership, *, by: Actor) -> Steward:
    """Let a person speak for a community.

    Raises PermissionDenied unless `by` may keep communities, RuleViolation where somebody would appoint themselves,
    the person is a steward already, or the community has ended.
    """
    require(by, Capability.KEEP_COMMUNITIES)
    current = _locked(community)
    if membership.user_id == by.user_id:
        raise RuleViolation("steward_appoints_themselves")
    if current.stewards.filter(membership=membership, ended_at=None).exists():
        raise RuleViolation("steward_already")
    made = Steward.objects.create(community=current, membership=membership)
    record(APPOINTED, current, by=by, note=str(membership.user.name))
    return made


@transaction.atomic
def dismiss_steward(steward: Steward, *, by: Actor) -> Steward:
    """Let a person speak for a community no more. Without any steward nothing new of it is opened to anybody.

    Raises PermissionDenied unless `by` may keep communities, RuleViolation where they have left already.
    """
    require(by, Capability.KEEP_COMMUNITIES)
    found = Steward.objects.select_for_update(of=("self",)).select_related("community", "membership__user").get(
        pk=steward.pk
    )  # fmt: skip
    if found.ended_at is not None:
        raise RuleViolation("steward_left_already")
    found.ended_at = moment_in_order()
    found.save(update_fields=["ended_at"])
    record(DISMISSED, found.community, by=by, note=str(found.membership.user.name))
    return found


@transaction.atomic
def withdraw(community: GovernedCommunity, indicator: Indicator | None, *, because: str, by: Actor) -> Withdrawal:
    """Take a community's figures back, all or one indicator's: from this moment only their providers see them on pages.

    The data manager still reviews what is sent, and releases. The next release hides them, and what would give them
    away; until then that is closed as well. Issued reports stay.

    Raises PermissionDenied unless `by` is a steward of it, RuleViolation without a reason, or twice.
    """
    require(by, Capability.GOVERN_COMMUNITY, on=community)
    current = _locked(community)
    _raise(rules.withdrawal_refusal(governed_by(current), None if indicator is None else indicator.pk, because))
    made = Withdrawal.objects.create(
        community=current, indicator=indicator, because=because.strip(), withdrawn_by_id=by.user_id,
        withdrawn_at=moment_in_order(),
    )  # fmt: skip
    asked_anew()
    record(WITHDRAWN, current, by=by, note=made.because)
    return made


@transaction.atomic
def resume(withdrawal: Withdrawal, *, by: Actor) -> Withdrawal:
    """Let what was withdrawn be seen again, as far as it was approved; hidden cells come back with the next release.

    Raises PermissionDenied unless `by` is a steward of the community, RuleViolation where it was resumed already.
    """
    require(by, Capability.GOVERN_COMMUNITY, on=withdrawal)
    _locked(withdrawal.community)
    found = Withdrawal.objects.get(pk=withdrawal.pk)
    if found.resumed_at is not None:
        raise RuleViolation("withdrawal_resumed_already")
    found.resumed_at, found.resumed_by_id = moment_in_order(), by.user_id
    found.save(update_fields=["resumed_at", "resumed_by"])
    asked_anew()
    record(RESUMED, found.community, by=by)
    return found


@transaction.atomic
def end_community(community: GovernedCommunity, *, because: str, by: Actor) -> GovernedCommunity:
    """End it: it governs nothing any more, and what was kept back enters with the next release.

    Raises PermissionDenied unless `by` is a steward of it: nobody else ends it. RuleViolation without a reason.
    """
    require(by, Capability.GOVERN_COMMUNITY, on=community)
    current = _locked(community)
    if not because.strip():
        raise RuleViolation("community_end_needs_reason")
    current.ended_at, current.ended_because = moment_in_order(), because.strip()
    current.save(update_fields=["ended_at", "ended_because"])
    asked_anew()
    record(ENDED, current, by=by, note=current.ended_because)
    return current


def note_export(community: GovernedCommunity, *, by: Actor) -> None:
    """Write down that a steward took all figures of its community."""
    require(by, Capability.GOVERN_COMMUNITY, on=community)
    record(EXPORTED, community, by=by)


def _locked(community: GovernedCommunity) -> GovernedCommunity:
    found = GovernedCommunity.objects.select_for_update().get(pk=community.pk)
    if found.ended_at is not None:
        raise RuleViolation("community_has_ended")
    return found


def _raise(refusal: Refusal | None) -> None:
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)
