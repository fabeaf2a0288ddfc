"""What may be asked of indicators, series and rounds?"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from backbone.tenancy.api.pages import PageQuery, refuse_query

EVERY = "*"


class IndicatorQuery(PageQuery):
    initiative = serializers.CharField(required=False, default="", help_text="Adopted by it.")
    outcome = serializers.CharField(required=False, default="", help_text="Toward it.")
    code = serializers.ListField(child=serializers.CharField(), required=False, default=list)


class PastDayQuery(serializers.Serializer[Any]):
    """As of which day."""

    as_of = serializers.DateField(
        required=False, default=None, help_text="As it stood at the end of that day; without it, today."
    )


class TotalsQuery(PastDayQuery, PageQuery):
    indicator = serializers.ListField(
        child=serializers.CharField(), required=False, default=list, help_text="Codes; all adopted ones without it."
    )
    breakdown = serializers.CharField(
        required=False, default="all", help_text="A code such as `sex=Female`, or `*` for every group."
    )


class SeriesQuery(TotalsQuery):
    subject = serializers.CharField(
        required=False, default="", help_text="`community`, or the code of a partner or an area."
    )


class PartnersQuery(PageQuery):
    breakdown = serializers.CharField(
        required=False, default="all", help_text="A code such as `sex=Female`, or `*` for every group."
    )


class RoundQuery(PageQuery):
    initiative = serializers.CharField(required=False, default="")


def refuse_day_ahead(as_of: date | None, today: date) -> None:
    """Raise QueryInvalid where a day was asked for that has not been yet."""
    if as_of and as_of > today:
        raise refuse_query("as_of", "day_ahead", _("That day lies ahead."))
