"""How do a round's obligations follow what is asked, of whom, and who takes part, without losing what was typed?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Subject
from measurement.models import Breakdown, CollectionRound, Entry, Obligation, RoundIndicator, Submission
from measurement.rules.owing import Figure, Group, Plan, Situation, owed, plan, why_not
from measurement.selectors.asking import UNSENT, fingerprints, rounds_to_recompute, situation_of, standing_of
from measurement.services.breakdowns import ensure_breakdowns


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many figures were added, deleted unused, withdrawn, asked for again, and handed on to a successor."""

    added: int = 0
    deleted: int = 0
    withdrawn: int = 0
    restored: int = 0
    moved: int = 0

    @property
    def is_changed(self) -> bool:
        return any((self.added, self.deleted, self.withdrawn, self.restored, self.moved))


@transaction.atomic
def recompute_obligations(collection_round: CollectionRound, *, by: Actor, now: datetime | None = None) -> Recomputed:
    """Bring what each provider owes in a round into line with assignments, participation and successions.

    What is missing is added. What is no longer owed is deleted where nobody has typed anything, else withdrawn: it can
    be read and counts nowhere. Unsent figures of a partner whose place another has taken go to that one; what was sent
    stays with who sent it. Nothing typed is lost, and doing it twice changes nothing. The trail says what changed.

    Rounds from before rounds said what they ask for are left as they are. Raises PermissionDenied unless `by` may
    manage rounds there.
    """
    require(by, Capability.MANAGE_ROUNDS, on=collection_round)
    moment = now or timezone.now()
    today = collection_round.initiative.today(moment)
    # Whoever recomputes the same round waits: two of them would add the same figures twice.
    locked = CollectionRound.objects.select_for_update(no_key=True).get(pk=collection_round.pk)
    if not RoundIndicator.objects.filter(round=collection_round).exists():
        return Recomputed()
    situation = situation_of(collection_round, today=today)
    wanted = owed(situation, Breakdown.ALL)
    subjects = dict(Subject.objects.filter(organization__isnull=False).values_list("organization_id", "pk"))
    standing = standing_of(collection_round, {subject: partner for partner, subject in subjects.items()})
    found = plan(situation, wanted, standing)
    if not found.is_empty:
        _carry_out(found, collection_round, situation, wanted, subjects, moment)
        _record(found, collection_round, by)
    fresh = fingerprints([collection_round], today=today)[collection_round.pk]
    if locked.obligations_fingerprint != fresh:
        CollectionRound.objects.filter(pk=locked.pk).update(obligations_fingerprint=fresh)
    return _counted(found)


def recompute_changed(now: datetime, *, by: Actor) -> list[CollectionRound]:
    """Recompute each round that is open or to come and whose situation has changed; returns those.

    One query for the rounds and one for each initiative that has some, while nothing has changed.
    """
    by_initiative: dict[int, list[CollectionRound]] = defaultdict(list)
    for each in rounds_to_recompute(now):
        by_initiative[each.initiative_id].append(each)
    changed = []
    for rounds in by_initiative.values():
        fresh = fingerprints(rounds, today=rounds[0].initiative.today(now))
        changed += [each for each in rounds if each.obligations_fingerprint != fresh[each.pk]]
    for each in changed:
        recompute_obligations(each, by=by, now=now)
    return changed


def _carry_out(
    found: Plan,
    collection_round: CollectionRound,
    situation: Situation,
    wanted: Mapping[Figure, int],
    subjects: Mapping[int, int],
    now: datetime,
) -> None:
    Obligation.objects.filter(pk__in=found.delete, entries=None).delete()
    Obligation.objects.filter(pk__in=found.restore).update(withdrawn_at=None, withdrawn_because="")
    by_reason: dict[str, list[int]] = defaultdict(list)
    for each in found.withdraw:
        by_reason[why_not(situation, each.figure)].append(each.id)
    for reason, ids in by_reason.items():
        Obligation.objects.filter(pk__in=ids).update(withdrawn_at=now, withdrawn_because=reason)
    _hand_on(found.move, collection_round)
    _add(found.add, collection_round, wanted, subjects, situation.groups)


def _add(
    figures: Iterable[Figure],
    collection_round: CollectionRound,
    wanted: Mapping[Figure, int],
    subjects: Mapping[int, int],
    combinations: Mapping[str, Group],
) -> None:
    new = [each for each in figures if each.about in subjects]
    groups = ensure_breakdowns([dict(combinations.get(each.group, ())) for each in new])
    rows = {(each.indicator, each.period_start, each.period_end, each.group): None for each in wanted}
    places = {row: place for place, row in enumerate(rows)}
    Obligation.objects.bulk_create(
        Obligation(
            round=collection_round,
            provider_id=wanted[each],
            subject_id=subjects[each.about],
            indicator_id=each.indicator,
            breakdown_id=groups[each.group],
            period_start=each.period_start,
            period_end=each.period_end,
            position=places[each.indicator, each.period_start, each.period_end, each.group],
        )
        for each in new
    )


def _hand_on(move: Mapping[int, int], collection_round: CollectionRound) -> None:
    """Give obligations to those who answer for them now, with what was typed and not sent."""
    by_heir: dict[int, list[int]] = defaultdict(list)
    for pk, heir in move.items():
        by_heir[heir].append(pk)
    for heir in sorted(by_heir):
        Obligation.objects.filter(pk__in=by_heir[heir]).update(provider=heir)
        typed = Entry.objects.filter(obligation__in=by_heir[heir], state__in=UNSENT)
        if typed.exists():
            submission, _ = Submission.objects.get_or_create(round=collection_round, provider_id=heir)
            typed.update(submission=submission)


def _counted(found: Plan) -> Recomputed:
    return Recomputed(len(found.add), len(found.delete), len(found.withdraw), len(found.restore), len(found.move))


def _record(found: Plan, collection_round: CollectionRound, by: Actor) -> None:
    counted = _counted(found)
    named = {name: getattr(counted, name) for name in Recomputed.__dataclass_fields__}
    note = ", ".join(f"{count} {name}" for name, count in Counter(named).items() if count)
    record(
        "round.obligations_changed", collection_round, by=by, initiative_uid=collection_round.initiative.uid, note=note
    )
