"""Do rows that come beside their own, as JSON in one statement, hold what Django reads of each by itself?"""

from typing import Any

import pytest
from django.db import models

from backbone.core.beside import brings, with_rows
from communications.sandbox.world import World
from initiatives.models import Organization, Participation
from measurement.models import Adoption, CollectionRound, IndicatorVersion, ProviderException, Target
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def columns(row: models.Model | None) -> dict[str, Any] | None:
    return None if row is None else {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


def test_numbers_days_and_moments_are_those_that_django_reads(in_ours: World, django_assert_num_queries: Any) -> None:
    targets = Target.objects.select_related("breakdown", "adoption__indicator").order_by("due_on", "pk")
    with django_assert_num_queries(1):
        found = with_rows(Adoption.objects.order_by("pk"), targets=targets)
        read = [target for each in found for target in each.targets.all()]
        beside = [(columns(each.breakdown), columns(each.adoption)) for each in read]
    plain = [target for each in Adoption.objects.order_by("pk") for target in targets.filter(adoption=each)]
    assert plain
    assert [columns(each) for each in read] == [columns(each) for each in plain]
    assert beside == [(columns(each.breakdown), columns(each.adoption)) for each in plain]
    assert all(target.adoption is each for each in found for target in each.targets.all()), "as Django hands it on"


def test_each_row_has_its_own_and_rows_beside_rows_beside(in_ours: World, django_assert_num_queries: Any) -> None:
    given = ProviderException.objects.select_related("given_by", "indicator")
    with django_assert_num_queries(1):
        rounds = {each.pk: each for each in with_rows(CollectionRound.objects.all(), exceptions=given.order_by("pk"))}
        told = {key: [columns(each.given_by) for each in found.exceptions.all()] for key, found in rounds.items()}
    assert any(told.values())
    for each in CollectionRound.objects.all():
        assert told[each.pk] == [columns(one.given_by) for one in each.exceptions.order_by("pk")]
        assert brings(rounds[each.pk], "exceptions")
        assert not brings(each, "exceptions")


def test_what_points_to_a_row_that_is_selected_beside(in_ours: World) -> None:
    (found,) = with_rows(
        Adoption.objects.filter(indicator=in_ours.share).select_related("indicator"),
        indicator__versions=IndicatorVersion.objects.order_by("-number"),
    )
    plain = IndicatorVersion.objects.filter(indicator=in_ours.share).order_by("-number")
    assert [columns(each) for each in found.indicator.versions.all()] == [columns(each) for each in plain]
    assert len(plain) > 0


def test_nothing_of_another_tenant_stands_beside(cast: Cast, in_ours: World) -> None:
    found = with_rows(Organization.objects.all(), participations=Participation.objects.all())
    tenants = {taken.tenant_id for each in found for taken in each.participations.all()}
    assert tenants == {cast.ours.tenant.pk}
