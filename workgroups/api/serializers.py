"""How does the schema describe groups and activities?"""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from workgroups.models import Activity, ActivityPartner, Group, Seat, SeatHolder
from workgroups.rules.status import Status


class SeatSerializer(Serializer[Any]):
    """A seat and how it is held; who holds it is told to people, on the pages."""

    uid = serializers.UUIDField()
    organization = serializers.CharField(allow_null=True)
    function = serializers.ChoiceField(Seat.Function.choices)
    title = serializers.CharField()
    is_lived_experience = serializers.BooleanField()
    is_held = serializers.BooleanField()
    level = serializers.ChoiceField(SeatHolder.Level.choices, allow_blank=True)
    term_ends_on = serializers.DateField(allow_null=True)


class GroupSerializer(Serializer[Any]):
    uid = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(Group.Kind.choices)
    purpose = serializers.CharField()
    parent_group = serializers.CharField(allow_null=True)
    strategy = serializers.CharField(allow_null=True)
    formed_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    closed_because = serializers.CharField()
    sectors = serializers.ListField(
        child=serializers.CharField(), help_text="Which of the four leading sectors hold seats."
    )
    seats = SeatSerializer(many=True)


class GroupPageSerializer(Serializer[Any]):
    results = GroupSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)


class PartSerializer(Serializer[Any]):
    organization = serializers.CharField()
    part = serializers.ChoiceField(ActivityPartner.Part.choices)


class MovesSerializer(Serializer[Any]):
    """An indicator that an activity is to move, and the period whose figure was the reason."""

    indicator = serializers.CharField()
    because = serializers.CharField()
    period_start = serializers.DateField(allow_null=True)
    period_end = serializers.DateField(allow_null=True)


class ActivitySerializer(Serializer[Any]):
    uid = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(Activity.Kind.choices)
    what = serializers.CharField()
    status = serializers.ChoiceField([each.value for each in Status], help_text="As of today.")
    organization = serializers.CharField(allow_null=True)
    group = serializers.CharField(allow_null=True)
    strategy = serializers.CharField()
    is_existing = serializers.BooleanField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True)
    finished_on = serializers.DateField(allow_null=True)
    stopped_on = serializers.DateField(allow_null=True)
    goal = serializers.IntegerField(allow_null=True)
    goal_unit = serializers.CharField()
    partners = PartSerializer(many=True)
    indicators = MovesSerializer(many=True)
    needs = serializers.ListField(child=serializers.CharField(), help_text="Slugs of the activities that it needs.")


class ActivityPageSerializer(Serializer[Any]):
    results = ActivitySerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)
