"""How does the schema describe what measurement answers? Read by the schema; answers are built beside it."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from measurement.models import Adoption, Entry, Figure, Indicator, ReleasedCell
from measurement.selectors.series import SUBJECT_KINDS

STATES = ["not_started", *Entry.State.values]


def number(*, required: bool = True, allow_null: bool = True) -> serializers.DecimalField:
    return serializers.DecimalField(24, 8, required=required, allow_null=allow_null)


class TargetSerializer(Serializer[Any]):
    value = number(allow_null=False)
    due_on = serializers.DateField()
    statement = serializers.CharField()
    breakdown = serializers.CharField()


class AdoptionSerializer(Serializer[Any]):
    uid = serializers.UUIDField()
    initiative = serializers.CharField()
    outcome = serializers.CharField()
    composition = serializers.ChoiceField(Adoption.Composition.choices)
    is_headline = serializers.BooleanField()
    contributes_to = serializers.CharField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)
    baseline_start = serializers.DateField(allow_null=True)
    baseline_end = serializers.DateField(allow_null=True)
    targets = TargetSerializer(many=True)


class CategorySerializer(Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    ended_on = serializers.DateField(allow_null=True)


class DimensionSerializer(Serializer[Any]):
    """A way to divide people; its categories partition the whole, or they overlap."""

    code = serializers.CharField()
    name = serializers.CharField()
    partitions = serializers.BooleanField()
    ended_on = serializers.DateField(allow_null=True)
    categories = CategorySerializer(many=True)


class IndicatorSerializer(Serializer[Any]):
    uid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(Indicator.State.choices)
    level = serializers.ChoiceField(Indicator.Level.choices)
    kind = serializers.ChoiceField(Indicator.Kind.choices)
    counting_unit = serializers.ChoiceField(Indicator.CountingUnit.choices)
    unit = serializers.CharField()
    per = serializers.IntegerField()
    decimals = serializers.IntegerField()
    polarity = serializers.ChoiceField(Indicator.Polarity.choices)
    frequency = serializers.ChoiceField(Indicator.Frequency.choices)
    year_starts_in = serializers.IntegerField()
    usual_lag_days = serializers.IntegerField()
    adds_over_partners = serializers.ChoiceField(Indicator.Adds.choices)
    adds_over_time = serializers.ChoiceField(Indicator.AddsOverTime.choices, allow_blank=True)
    unduplicated_within = serializers.ChoiceField(Indicator.Unduplicated.choices, allow_blank=True)
    replaced_by = serializers.CharField(allow_null=True)
    dimensions = DimensionSerializer(many=True)
    adopted_by = AdoptionSerializer(many=True)


class DefinitionSerializer(Serializer[Any]):
    number = serializers.IntegerField()
    definition = serializers.CharField()
    method = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # Serializer has an attribute of that name
    source_url = serializers.CharField()
    breaks_series_on = serializers.DateField(allow_null=True)
    note = serializers.CharField()


class IndicatorDetailSerializer(IndicatorSerializer):
    versions = DefinitionSerializer(many=True)


class IndicatorPageSerializer(Serializer[Any]):
    results = IndicatorSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)


class FigureSerializer(Serializer[Any]):
    """A cell. A hidden one has nothing but its place; the last three fields belong to totals."""

    breakdown = serializers.CharField()
    period_start = serializers.DateField()
    period_end = serializers.DateField()
    hidden = serializers.BooleanField()
    numerator = number(required=False)
    denominator = number(required=False)
    value = number(required=False)
    lower = number(required=False)
    upper = number(required=False)
    presence = serializers.ChoiceField(Figure.Presence.choices, required=False)
    status = serializers.ChoiceField(Figure.Status.choices, required=False)
    provisional = serializers.BooleanField(required=False)
    shown_as = serializers.ChoiceField(ReleasedCell.Shown.choices, required=False)
    contributors = serializers.IntegerField(required=False, allow_null=True)
    expected = serializers.IntegerField(required=False, allow_null=True)
    coverage = serializers.DecimalField(9, 8, required=False, allow_null=True)


class AboutSerializer(Serializer[Any]):
    kind = serializers.ChoiceField(SUBJECT_KINDS)
    code = serializers.CharField()
    name = serializers.CharField()


class SeriesSerializer(Serializer[Any]):
    indicator = serializers.CharField()
    subject = AboutSerializer()
    figures = FigureSerializer(many=True)


class SeriesPageSerializer(Serializer[Any]):
    results = SeriesSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)


class PlaceSerializer(Serializer[Any]):
    kind = serializers.ChoiceField(SUBJECT_KINDS)
    code = serializers.CharField()


class PublishedSerializer(Serializer[Any]):
    """One measure of one version of a cell. A hidden one has a single row, without number."""

    indicator = serializers.CharField()
    period_start = serializers.DateField()
    period_end = serializers.DateField()
    subject = PlaceSerializer()
    breakdown = serializers.CharField()
    measure = serializers.ChoiceField(["numerator", "denominator", "value", "lower", "upper"])
    value = number()
    hidden = serializers.BooleanField()
    presence = serializers.ChoiceField(Figure.Presence.choices)
    status = serializers.ChoiceField(Figure.Status.choices)
    shown_as = serializers.ChoiceField(ReleasedCell.Shown.choices)
    release = serializers.UUIDField()
    released_at = serializers.DateTimeField()
    replaced_at = serializers.DateTimeField(allow_null=True, help_text="Null while it is current.")


class PublishedPageSerializer(Serializer[Any]):
    results = PublishedSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)


class KeySerializer(Serializer[Any]):
    indicator = serializers.CharField()
    organization = serializers.CharField()
    period_start = serializers.DateField()
    period_end = serializers.DateField()
    breakdown = serializers.CharField()


class OwedSerializer(KeySerializer):
    due_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    is_excused = serializers.BooleanField()
    state = serializers.ChoiceField(STATES)
    entry = serializers.UUIDField(allow_null=True)


class RoundSerializer(Serializer[Any]):
    uid = serializers.UUIDField()
    initiative = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()
    opens_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    late_from = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    is_open = serializers.BooleanField()
    owed = OwedSerializer(many=True)


class RoundPageSerializer(Serializer[Any]):
    results = RoundSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)
