"""How does the schema describe verdicts?"""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from measurement.rules.targets import Pace, Way
from measurement.rules.verdicts import Code, Standing, Why


def words(codes: Any) -> list[str]:
    return [each.value for each in codes]


class HeadlineSerializer(Serializer[Any]):
    """Always that of all adopted indicators, with what cannot be judged and what chance alone would show."""

    total = serializers.IntegerField()
    judged = serializers.IntegerField()
    improving = serializers.IntegerField()
    worsening = serializers.IntegerField()
    no_clear_change = serializers.IntegerField()
    rising = serializers.IntegerField()
    falling = serializers.IntegerField()
    too_few_points = serializers.IntegerField()
    no_figures = serializers.IntegerField()
    out_of_date = serializers.IntegerField()
    improving_by_chance = serializers.FloatField()


class SlopeSerializer(Serializer[Any]):
    """Theil-Sen, in units a year, with its interval."""

    per_year = serializers.FloatField()
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)


class PointSerializer(Serializer[Any]):
    period_start = serializers.DateField()
    period_end = serializers.DateField()
    value = serializers.DecimalField(24, 8)


class AimSerializer(Serializer[Any]):
    value = serializers.DecimalField(24, 8)
    due_on = serializers.DateField()


class WaySerializer(Serializer[Any]):
    """`share` of the distance from baseline to target: 0 at the baseline, 1 at the target."""

    code = serializers.ChoiceField(words(Way))
    share = serializers.FloatField(allow_null=True)


class PaceSerializer(Serializer[Any]):
    code = serializers.ChoiceField(words(Pace))
    ratio = serializers.FloatField(allow_null=True, help_text="Observed over required.")


class JudgedSerializer(Serializer[Any]):
    indicator = serializers.CharField()
    outcome = serializers.CharField()
    verdict = serializers.ChoiceField(words(Code))
    why = serializers.ChoiceField(words(Why))
    standing = serializers.ChoiceField(words(Standing))
    out_of_date = serializers.BooleanField()
    n = serializers.IntegerField(help_text="How many figures were judged, or would have been.")
    p = serializers.FloatField(allow_null=True, help_text="Kendall’s test, two-sided.")
    slope = SlopeSerializer(allow_null=True)
    baseline = PointSerializer(allow_null=True)
    latest = PointSerializer(allow_null=True)
    latest_hidden = serializers.BooleanField(help_text="A newer figure is there and hidden.")
    target = AimSerializer(allow_null=True)
    way_to_target = WaySerializer(allow_null=True)
    pace = PaceSerializer(allow_null=True)


class VerdictsSerializer(Serializer[Any]):
    as_of = serializers.DateField()
    headline = HeadlineSerializer()
    results = JudgedSerializer(many=True)
