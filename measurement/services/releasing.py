"""How is a release asked for: at once, or in the background where working out what must be hidden takes long?"""

from uuid import UUID

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.jobs.models import Job
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from measurement.models import CollectionRound, Release
from measurement.services.releases import release_round, totals_entering

RELEASE = "measurement.release"
# More totals than this may take longer than a person waits for a page.
AT_ONCE = 1_000


@transaction.atomic
def ask_for_release(collection_round: CollectionRound, *, by: Actor) -> Release | None:
    """Release a round now, or ask for it to be released in the background; None then.

    Raises PermissionDenied unless `by` may release, RuleViolation when nothing would change.
    """
    require(by, Capability.RELEASE_FIGURES, on=collection_round)
    if totals_entering(collection_round.initiative) <= AT_ONCE:
        return release_round(collection_round, by=by)
    asked = {"round": str(collection_round.uid), "person": by.user_id}
    ask_for(RELEASE, asked, key=str(collection_round.uid), by=by)
    return None


def release_asked(round_uid: UUID, person: int, *, request_id: str) -> None:
    """Make a release that was asked for, as the person with the roles of this moment.

    Whoever lost them meanwhile releases nothing; what has been released by another since is left as it is.
    """
    collection_round = CollectionRound.objects.select_related("initiative").get(uid=round_uid)
    membership = Membership.objects.get(user=person, ended_at=None)
    by = Actor.of_membership(membership, request_id=request_id).within(collection_round.initiative_id)
    try:
        with transaction.atomic():
            release_round(collection_round, by=by)
    except RuleViolation as violation:
        if violation.refusal.code != "nothing_to_release":
            raise


def is_being_released(collection_round: CollectionRound) -> bool:
    """Whether a release of the round is on its way."""
    waiting = Job.objects.filter(kind=RELEASE, deduplication_key=str(collection_round.uid), state=Job.State.WAITING)
    return waiting.exists()
