"""What may a key read of indicators, series and totals?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.response import Response

from backbone.tenancy.api.editions import by_edition
from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.pages import page_of, query_of, refuse_query, values_page_of
from backbone.tenancy.api.schema import operation
from backbone.tenancy.api.views import ApiView
from initiatives.api.initiative_view import InitiativeApiRequest, InitiativeView
from initiatives.models import Subject
from measurement.api import answers, examples
from measurement.api.queries import (
    EVERY,
    IndicatorQuery,
    PartnersQuery,
    SeriesQuery,
    TotalsQuery,
    refuse_day_ahead,
)
from measurement.api.serializers import IndicatorDetailSerializer, IndicatorPageSerializer, SeriesPageSerializer
from measurement.models import Adoption
from measurement.selectors.indicators import adoptions_by_indicator, adoptions_of, indicators_for
from measurement.selectors.series import (
    COMMUNITY,
    AdoptedCode,
    Partner,
    partners_for,
    read_series,
    subjects_for,
    tell_partners,
    tell_series,
)


class IndicatorList(ApiView):
    @operation(
        "list_indicators",
        IndicatorPageSerializer,
        tag="indicators",
        parameters=[IndicatorQuery],
        example={"results": [examples.INDICATOR], "next_cursor": None},
    )
    def get(self, request: ApiRequest, **path: Any) -> Response:
        """Indicators that the key's initiatives have adopted, by code; a tenant's key sees all of the tenant."""
        query = query_of(IndicatorQuery, request)
        found = indicators_for(
            request.actor, initiative=query["initiative"], outcome=query["outcome"], codes=query["code"]
        )
        page = page_of(found, query, by=["code"])
        adopted = adoptions_by_indicator(request.actor, page.rows)
        return Response(page.answer([answers.indicator_answer(each, adopted[each.pk]) for each in page.rows]))


class IndicatorDetail(ApiView):
    @operation(
        "get_indicator",
        IndicatorDetailSerializer,
        tag="indicators",
        example={**examples.INDICATOR, "versions": [examples.VERSION]},
    )
    def get(self, request: ApiRequest, code: str, **path: Any) -> Response:
        """One indicator with all its definitions and what initiatives make of it."""
        indicator = get_object_or_404(indicators_for(request.actor), code=code)
        adopted = adoptions_by_indicator(request.actor, [indicator])[indicator.pk]
        return Response(answers.indicator_answer(indicator, adopted, list(indicator.versions.all())))


class Series(InitiativeView):
    @operation(
        "list_series",
        SeriesPageSerializer,
        tag="figures",
        parameters=[SeriesQuery],
        example={"results": [examples.SERIES], "next_cursor": None},
    )
    @by_edition
    def get(self, request: InitiativeApiRequest, **path: Any) -> HttpResponse:
        """Series as far as the key may see them: the community's, and a partner's own in every state.

        `limit` counts indicators. Hidden cells hold no number.
        """
        query = query_of(SeriesQuery, request)
        wanted = query["subject"]
        named = "" if wanted == COMMUNITY else wanted
        subjects = [] if wanted == COMMUNITY else subjects_for(request.actor, request.initiative, named)
        if named and not subjects:
            raise refuse_query("subject", "subject_unknown", _("There is no such subject here."))
        return _answer(request, query, subjects=subjects, with_community=not named)


class Partners(InitiativeView):
    @operation(
        "list_partners",
        SeriesPageSerializer,
        tag="figures",
        parameters=[PartnersQuery],
        example={"results": [examples.SERIES], "next_cursor": None},
    )
    @by_edition
    def get(self, request: InitiativeApiRequest, code: str, **path: Any) -> HttpResponse:
        """One indicator's series of each partner, as far as the key may see them; `limit` counts partners.

        A partner's key reads its own in every state and no other; a tenant's key what the source has published.
        """
        query = query_of(PartnersQuery, request)
        adopted = adoptions_of(request.initiative).values_list(*AdoptedCode._fields)
        adoption = AdoptedCode(*get_object_or_404(adopted, indicator__code=code))
        page = values_page_of(partners_for(request.actor, request.initiative), Partner, query, by="organization__code")
        told = tell_partners(
            request.actor,
            request.initiative,
            adoption,
            page.rows,
            breakdown=None if query["breakdown"] == EVERY else query["breakdown"],
            least_coverage=request.tenant.least_coverage,
        )
        return HttpResponse(answers.series_page(told, page.next_cursor), content_type="application/json")


class Totals(InitiativeView):
    @operation(
        "list_totals",
        SeriesPageSerializer,
        tag="figures",
        parameters=[TotalsQuery],
        example={"results": [examples.TOTAL], "next_cursor": None},
    )
    @by_edition
    def get(self, request: InitiativeApiRequest, **path: Any) -> HttpResponse:
        """The series that are composed of partners' figures: who has contributed, and how far they cover the place."""
        query = query_of(TotalsQuery, request)
        composed = {"composition": Adoption.Composition.OF_PARTS}
        return _answer(request, query, subjects=[], with_community=True, only=composed)


def _adoptions(request: InitiativeApiRequest, query: dict[str, Any], only: dict[str, Any]) -> QuerySet[Adoption]:
    """What the initiative has adopted of the indicators that the query names, or all of it."""
    adopted = adoptions_of(request.initiative).filter(**only)
    if query["indicator"]:
        adopted = adopted.filter(indicator__code__in=query["indicator"])
        unknown = set(query["indicator"]) - set(adopted.values_list("indicator__code", flat=True))
        if unknown:
            detail = _("There is no indicator “%(code)s” here.") % {"code": min(unknown)}
            raise refuse_query("indicator", "indicator_unknown", detail)
    return adopted


def _answer(
    request: InitiativeApiRequest,
    query: dict[str, Any],
    *,
    subjects: list[Subject],
    with_community: bool,
    only: dict[str, Any] | None = None,
) -> HttpResponse:
    adopted, by = _adoptions(request, query, only or {}), "indicator__code"
    whose: dict[str, Any] = {"subjects": subjects, "with_community": with_community}
    whose["breakdown"] = None if query["breakdown"] == EVERY else query["breakdown"]
    least, as_of = request.tenant.least_coverage, query["as_of"]
    if as_of is None:
        codes = values_page_of(adopted, AdoptedCode, query, by=by)
        told = tell_series(request.actor, request.initiative, codes.rows, least_coverage=least, **whose)
        return HttpResponse(answers.series_page(told, codes.next_cursor), content_type="application/json")
    refuse_day_ahead(as_of, request.initiative.today())
    # All that a series of the past says of an adoption.
    page = page_of(adopted.only("composition", "indicator__code", "indicator__frequency"), query, by=[by])
    read = read_series(request.actor, request.initiative, page.rows, as_of=as_of, **whose)
    return Response(page.answer([answers.series(each, least) for each in read]))
