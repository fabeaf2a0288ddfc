"""How does staff tell the story beside the numbers, and issue the report?"""

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from communications.relay import RELAY
from communications.reports.models import ProgressReport, ReportStory
from communications.reports.selectors import places_of
from communications.reports.services.making import put_pdf

MOST_CHARACTERS = 4000


@transaction.atomic
def save_story(report: ProgressReport, place: str, text: str, *, version: int, by: Actor) -> ReportStory:
    """Keep what was written at one place of a draft; readers meet it when the report is issued.

    `version` is the one that was read, 0 where nothing was there.

    Raises PermissionDenied unless `by` may write reports there; RuleViolation when the report is issued, has no such
    place, the text is too long to be printed, or somebody else has saved it meanwhile.
    """
    require(by, Capability.WRITE_REPORT, on=report)
    locked = _locked(report)
    if locked.is_issued:
        raise RuleViolation("report_is_issued")
    if place not in places_of(locked.blocks):
        raise RuleViolation("place_not_in_report")
    if len(text) > MOST_CHARACTERS:
        raise RuleViolation("story_too_long", most=MOST_CHARACTERS)
    story = ReportStory.objects.filter(report=locked, place=place).first() or ReportStory(
        report=locked, place=place, version=0
    )
    if story.version != version:
        raise RuleViolation("story_changed_meanwhile", version=story.version, theirs=story.text)
    story.text, story.author_id = text, by.user_id
    story.version += 1
    story.save()
    return story


@transaction.atomic
def issue_report(report: ProgressReport, *, by: Actor) -> ProgressReport:
    """Issue a draft: the steering committee is told by mail, every member of the initiative may read it.

    Its PDF is set once more, with the story. From here on nothing of it changes, whatever is accepted or released.

    Raises PermissionDenied unless `by` may issue reports there; RuleViolation while it is being made, or when it is
    issued already, so that a double click tells nobody twice.
    """
    require(by, Capability.ISSUE_REPORT, on=report)
    locked = _locked(report)
    if locked.is_issued:
        raise RuleViolation("report_is_issued")
    if locked.state != ProgressReport.State.DRAFT:
        raise RuleViolation("report_not_ready")
    locked.state = ProgressReport.State.ISSUED
    locked.issued_at, locked.issued_by_id = timezone.now(), by.user_id
    locked.version += 1
    put_pdf(locked, by=by)
    locked.save(update_fields=["state", "issued_at", "issued_by", "version", "pdf"])
    record("report.issued", locked, by=by, initiative_uid=locked.initiative.uid)
    # The tick relays it within a minute anyway; a committee need not wait for that.
    ask_for(RELAY, {}, key=RELAY, by=by)
    return locked


def _locked(report: ProgressReport) -> ProgressReport:
    """The report as it stands now, so that nobody writes while it is being issued."""
    return (
        ProgressReport.objects.select_for_update(of=("self",))
        .select_related("schedule__initiative", "pdf")
        .get(pk=report.pk)
    )
