"""How does an initiative look from outside?"""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from initiatives.models import Initiative


class AreaSerializer(Serializer[Any]):
    uid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class OutcomeSerializer(Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class InitiativeSerializer(Serializer[Initiative]):
    """An initiative: partners from all sectors with one common agenda for one place."""

    uid = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    purpose = serializers.CharField()
    time_zone = serializers.CharField()
    area = AreaSerializer()
    outcomes = OutcomeSerializer(many=True)


class InitiativePageSerializer(Serializer[Any]):
    results = InitiativeSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)


EXAMPLE = {
    "uid": "3f2b6a52-5b5e-4a6e-9a0c-0d5f6f0d8c11",
    "slug": "north-east",
    "name": "North East",
    "purpose": "Every child and young person thrives, from cradle to career",
    "time_zone": "Europe/London",
    "area": {"uid": "0a4f5d0e-6f0a-4f1e-8f0b-1d1f6a7a2b10", "code": "E12000001", "name": "North East"},
    "outcomes": [{"slug": "early-years", "name": "Early years"}],
}
