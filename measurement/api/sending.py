"""What does a partner's system owe, send and correct?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework.response import Response

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.api.bodies import refuse_without_match
from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.pages import page_of, query_of
from backbone.tenancy.api.problems import Refused
from backbone.tenancy.api.schema import IDEMPOTENCY_KEY, IF_MATCH, WRITING, operation
from backbone.tenancy.api.views import ApiView, CreatingView
from backbone.tenancy.permissions import Capability, require
from initiatives.api.initiative_view import InitiativeView
from measurement.api import answers, examples
from measurement.api.entry_serializers import (
    MOST,
    BatchAnswerSerializer,
    BatchFrame,
    BatchSerializer,
    EntrySerializer,
    SentSerializer,
    TypedSerializer,
)
from measurement.api.queries import RoundQuery
from measurement.api.rows import read_correction, read_value
from measurement.api.serializers import RoundPageSerializer
from measurement.models import Entry, Submission
from measurement.selectors.owed import owed_figures, own_entries, own_windows, rounds_asking
from measurement.services.batches import Outcome, save_entries
from measurement.services.entries import send_submission
from measurement.services.values import Row, send_values


class RoundList(ApiView):
    @operation(
        "list_rounds",
        RoundPageSerializer,
        tag="sending",
        parameters=[RoundQuery],
        example={"results": [examples.ROUND], "next_cursor": None},
    )
    def get(self, request: ApiRequest, **path: Any) -> Response:
        """The rounds that ask something of the key's own partner: what is owed, how far it is, and by when.

        Dates are those that hold for this partner, with what it was granted; an excused figure is not owed for now.
        """
        require(request.actor, Capability.VIEW_OWN_FIGURES)
        query = query_of(RoundQuery, request)
        rounds = rounds_asking(request.actor, initiative=query["initiative"])
        page = page_of(rounds, query, by=["-due_on", "uid"])
        owed = owed_figures(request.actor, page.rows)
        windows = own_windows(request.actor, page.rows)
        found = [answers.round_answer(each, owed[each.pk], windows[each.pk]) for each in page.rows]
        return Response(page.answer(found))


class EntryDetail(ApiView):
    @operation("get_entry", EntrySerializer, tag="sending", example=examples.ENTRY)
    def get(self, request: ApiRequest, uid: UUID, **path: Any) -> Response:
        """One figure that the key's own partner entered, with what is to fix and to check. Its ETag is its version."""
        entry = get_object_or_404(own_entries(request.actor), uid=uid)
        return _entry(entry)

    @operation(
        "correct_entry",
        EntrySerializer,
        tag="sending",
        problems=(*WRITING, 412, 428),
        parameters=[IF_MATCH],
        request=TypedSerializer,
        request_example={"numerator": "61"},
        example=examples.ENTRY,
    )
    def patch(self, request: ApiRequest, uid: UUID, **path: Any) -> Response:
        """Correct a draft, or a figure that came back; what is left out stays as it is."""
        entry = get_object_or_404(own_entries(request.actor), uid=uid)
        require(request.actor, Capability.ENTER_FIGURES, on=entry)
        refuse_without_match(request, answers.etag(entry))
        if entry.state == Entry.State.ACCEPTED:
            raise RuleViolation("entry_not_in_state")
        read = read_correction(request.data, entry)
        if read.typed is None:
            raise _invalid([answers.told(each, "#", None) for each in read.findings])
        saved = save_entries([(entry.obligation, read.typed)], by=request.actor)[0]
        for each in saved.errors:
            if not each.field:
                raise RuleViolation(each.code, **each.values)
        if saved.errors or saved.entry is None:
            raise _invalid([answers.told(each, "#", entry.obligation.indicator) for each in saved.errors])
        return _entry(saved.entry)


class Sending(InitiativeView, CreatingView):
    capability = Capability.ENTER_FIGURES

    def on(self, request: Any) -> None:
        """Whether it may enter for a given partner is asked where that partner is known."""


class RoundSend(Sending):
    @operation(
        "send_round",
        SentSerializer,
        tag="sending",
        problems=WRITING,
        parameters=[IDEMPOTENCY_KEY],
        example={"sent": 2, "submission": "b8f1c6c8-8a3e-4f0e-8f0d-2f7a4d1c9a11"},
    )
    def post(self, request: ApiRequest, **path: Any) -> Response:
        """Put all of the partner's drafts of a round before the reviewer; lateness is judged by this moment."""
        return super().post(request, **path)

    def create(self, request: Any, **path: Any) -> Response:
        asked = get_object_or_404(rounds_asking(request.actor, initiative=path["initiative"]), slug=path["round"])
        submissions = Submission.objects.select_related("round__initiative", "provider")
        mine = submissions.filter(round=asked, provider__in=request.actor.organization_ids).first()
        if mine is None:
            raise RuleViolation("nothing_to_send")
        return Response({"sent": send_submission(mine, by=request.actor), "submission": mine.uid})


class Values(Sending):
    @operation(
        "send_values",
        BatchAnswerSerializer,
        tag="sending",
        problems=WRITING,
        parameters=[IDEMPOTENCY_KEY],
        request=BatchSerializer,
        request_example=examples.BATCH,
        example=examples.BATCH_ANSWER,
    )
    def post(self, request: ApiRequest, **path: Any) -> Response:
        """A partner's values in bulk into the rounds that ask for them, at most 5,000.

        `atomic` writes all or none (422 with every fault), `partial` the good rows. A value is named by indicator,
        organization, period and breakdown, so the same batch sent again changes nothing.
        """
        return super().post(request, **path)

    def create(self, request: Any, **path: Any) -> Response:
        frame = _frame(request.data)
        is_atomic = frame["mode"] == "atomic"
        rows = send_values(
            request.initiative,
            [read_value(each) for each in frame["values"]],
            by=request.actor,
            send=frame["send"],
            dry_run=frame["dry_run"],
            all_or_nothing=is_atomic,
        )
        if is_atomic and any(row.outcome == Outcome.FAILED for row in rows):
            raise _nothing_written(rows)
        return Response(_batch(rows))


def _frame(body: Any) -> dict[str, Any]:
    values = body.get("values") if isinstance(body, Mapping) else None
    if isinstance(values, list) and len(values) > MOST:
        detail = _("A request takes at most %(most)d values. Send them in parts.") % {"most": MOST}
        raise Refused(413, "too_many_values", detail)
    read = BatchFrame(data=body)
    read.is_valid(raise_exception=True)
    frame: dict[str, Any] = read.validated_data
    return frame


def _batch(rows: Sequence[Row]) -> dict[str, Any]:
    counted = Counter(row.outcome for row in rows)
    return {
        "summary": {each.value: counted[each] for each in Outcome},
        "rows": [answers.row_answer(index, row) for index, row in enumerate(rows)],
    }


def _nothing_written(rows: Sequence[Row]) -> Refused:
    failed = sum(row.outcome == Outcome.FAILED for row in rows)
    text = ngettext(
        "%d value is at fault; nothing was written.", "%d values are at fault; nothing was written.", failed
    )
    errors = [error for index, row in enumerate(rows) for error in answers.row_answer(index, row)["errors"]]
    return Refused(422, "values_at_fault", text % failed, errors=errors)


def _invalid(errors: Sequence[Mapping[str, str]]) -> Refused:
    return Refused(422, "invalid", _("Some of what was sent is not valid."), errors=errors)


def _entry(entry: Entry) -> Response:
    return Response(answers.entry_answer(entry), headers={"ETag": answers.etag(entry)})
