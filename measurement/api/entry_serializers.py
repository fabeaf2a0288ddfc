"""How does the schema describe what a partner sends: one entry, a batch of values, a round to be reviewed?"""

from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.serializers import Serializer

from backbone.tenancy.api.schema import ProblemErrorSerializer
from measurement.api.serializers import KeySerializer, number
from measurement.models import Entry
from measurement.services.batches import Outcome

MOST = 5000


class TypedSerializer(Serializer[Any]):
    """What is said of one figure; numbers are digits, as strings or numbers."""

    numerator = number(required=False)
    denominator = number(required=False)
    value = number(required=False)
    bound = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=60,
        help_text="What is said instead of an exact count or value: `<5`, `fewer than 5`, `95 or more`.",
    )
    presence = serializers.ChoiceField(Entry.Presence.choices, required=False)
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    kept_because = serializers.CharField(
        required=False, allow_blank=True, max_length=2000, help_text="Why an unusual figure is right."
    )


class ValueSerializer(TypedSerializer):
    indicator = serializers.CharField()
    organization = serializers.CharField()
    period_start = serializers.DateField()
    period_end = serializers.DateField()
    breakdown = serializers.CharField(required=False, help_text="`all` without it. `group` is taken for it too.")


class BatchSerializer(Serializer[Any]):
    """A partner's values. Sent again they change nothing."""

    mode = serializers.ChoiceField(["atomic", "partial"], default="atomic")
    dry_run = serializers.BooleanField(default=False, help_text="Answer as the real one would, and write nothing.")
    send = serializers.BooleanField(default=False, help_text="Put what was written before the reviewer at once.")
    values = ValueSerializer(many=True)


class BatchFrame(Serializer[Any]):
    """What a serializer reads of a batch: all but its rows, which are read one by one."""

    mode = serializers.ChoiceField(["atomic", "partial"], default="atomic")
    dry_run = serializers.BooleanField(default=False)
    send = serializers.BooleanField(default=False)
    values = serializers.ListField(min_length=1)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse what is not known: a misspelt `dry_run` must not write."""
        unknown = sorted(set(self.initial_data) - set(self.fields))
        if unknown:
            error = serializers.ErrorDetail(gettext("There is no such field."), "field_unknown")
            raise serializers.ValidationError({name: [error] for name in unknown})
        return attrs


class RowSerializer(Serializer[Any]):
    index = serializers.IntegerField()
    status = serializers.ChoiceField([each.value for each in Outcome])
    state = serializers.ChoiceField(Entry.State.choices, allow_null=True)
    errors = ProblemErrorSerializer(many=True)  # type: ignore[assignment]  # as in a problem
    warnings = ProblemErrorSerializer(many=True)


class SummarySerializer(Serializer[Any]):
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    failed = serializers.IntegerField()


class BatchAnswerSerializer(Serializer[Any]):
    summary = SummarySerializer()
    rows = RowSerializer(many=True)


class EntrySerializer(KeySerializer):
    """A figure that its provider entered, as the provider sees it."""

    uid = serializers.UUIDField()
    version = serializers.IntegerField()
    initiative = serializers.CharField()
    round = serializers.CharField()
    state = serializers.ChoiceField(Entry.State.choices)
    presence = serializers.ChoiceField(Entry.Presence.choices)
    numerator = number()
    denominator = number()
    value = number()
    bound = serializers.CharField()
    lower = number()
    upper = number()
    note = serializers.CharField()
    kept_because = serializers.CharField()
    review_note = serializers.CharField()
    saved_at = serializers.DateTimeField()
    received_at = serializers.DateTimeField(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    errors = ProblemErrorSerializer(many=True)  # type: ignore[assignment]  # as in a problem
    warnings = ProblemErrorSerializer(many=True)


class SentSerializer(Serializer[Any]):
    sent = serializers.IntegerField(help_text="How many figures await review now.")
    submission = serializers.UUIDField()
