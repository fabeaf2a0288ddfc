"""What may be asked of indicators, series and rounds?"""

from rest_framework import serializers

from backbone.tenancy.api.pages import PageQuery

EVERY = "*"


class IndicatorQuery(PageQuery):
    initiative = serializers.CharField(required=False, default="", help_text="Adopted by it.")
    outcome = serializers.CharField(required=False, default="", help_text="Toward it.")
    code = serializers.ListField(child=serializers.CharField(), required=False, default=list)


class TotalsQuery(PageQuery):
    indicator = serializers.ListField(
        child=serializers.CharField(), required=False, default=list, help_text="Codes; all adopted ones without it."
    )
    breakdown = serializers.CharField(
        required=False, default="all", help_text="A code such as `sex=Female`, or `*` for every group."
    )
    as_of = serializers.DateField(
        required=False, default=None, help_text="The figures as they stood at the end of that day; without it, today."
    )


class SeriesQuery(TotalsQuery):
    subject = serializers.CharField(
        required=False, default="", help_text="`community`, or the code of a partner or an area."
    )


class RoundQuery(PageQuery):
    initiative = serializers.CharField(required=False, default="")
