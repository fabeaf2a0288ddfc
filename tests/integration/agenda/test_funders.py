"""Those who fund read what is known of their four practices, and find their own pledges."""

from datetime import timedelta

from django.test import Client

from communications.funders.selectors import practices_of
from communications.sandbox.world import World
from initiatives.models import Participation, Sector
from initiatives.services.strategies import end_strategy
from tests.conftest import Cast
from workgroups.models import Activity, ActivityPartner


def test_the_practices_are_counted_as_they_are_today(cast: Cast, in_ours: World) -> None:
    here, today = in_ours.initiative, in_ours.initiative.today()
    before = practices_of(here, today)
    assert before.partners == Participation.objects.filter(initiative=here, left_on=None).count()
    assert (before.causes, before.causes_acted_on) == (2, 1)

    ActivityPartner.objects.filter(activity__initiative=here).delete()
    Activity.objects.filter(initiative=here).update(organization=None, group=in_ours.group)
    Participation.objects.filter(initiative=here).update(joined_on=today - timedelta(days=400))
    joined = Participation.objects.filter(initiative=here, left_on=None).latest("pk")
    Participation.objects.filter(pk=joined.pk).update(joined_on=today)
    joined.organization.sector = Sector.objects.create(code="business", name="Business")
    joined.organization.save(update_fields=["sector"])
    end_strategy(in_ours.strategy, because="Given up", by=cast.priya.actor)
    after = practices_of(here, today)

    assert (after.strategies, after.strategies_led) == (before.strategies - 1, 0)
    assert after.causes_acted_on == 0
    assert (after.partners_this_year, after.activities_outside) == (1, 0)
    assert after.partners_outside >= 1


def test_the_page_leads_a_representative_to_their_own_pledges_and_nobody_else(cast: Cast, client: Client) -> None:
    path, own = cast.ours.path("funders/"), cast.ours.path(f"partners/{cast.ours.partners[0].code}/pledges/")
    client.force_login(cast.rita.user)
    read = client.get(path).content.decode()
    assert "Create a movement for change" in read
    assert own in read
    client.force_login(cast.petra.user)
    other = client.get(path)
    assert other.status_code == 200
    assert own not in other.content.decode()
