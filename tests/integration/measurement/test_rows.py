"""Many rows, each changed in its own way by one statement."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from backbone.core.rows import update_rows
from communications.sandbox.world import World
from measurement.models import Entry


def test_each_row_is_written_as_it_stands_and_no_other_field_is(in_ours: World) -> None:
    entries = list(Entry.objects.order_by("pk")[:2])
    assert len(entries) == 2
    for number, entry in enumerate(entries, 1):
        entry.review_note, entry.numerator, entry.received_at = f"Note {number}", Decimal(number), None
        entry.note = "not written"

    with CaptureQueriesContext(connection) as asked:
        update_rows(entries, ["review_note", "numerator", "received_at"])

    assert len(asked) == 1
    read = Entry.objects.filter(pk__in=[entry.pk for entry in entries]).order_by("pk")
    assert [(each.review_note, each.numerator, each.received_at) for each in read] == [
        ("Note 1", 1, None), ("Note 2", 2, None)
    ]  # fmt: skip
    assert "not written" not in {each.note for each in read}


def test_no_rows_are_no_statement(in_ours: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        update_rows([], ["state"])

    assert len(asked) == 0
