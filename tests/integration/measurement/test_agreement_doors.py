"""Through which doors do an agreement's figures come, and how do its pages carry it?"""

import json
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from backbone.tenancy import scope
from communications.messages.models import Delivery
from communications.messages.services import send_delivery
from communications.relay import relay
from measurement.services.agreements import sign_for_partner, withdraw_agreement
from tests.conftest import Cast
from tests.integration.measurement.agreeing import COUNTS, drafted, load, release, signed


def test_the_api_and_the_stream_follow_the_agreement(cast: Cast, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 100_000
    world = cast.ours
    base, slug = f"/api/v1/{world.tenant.slug}", world.initiative.slug

    def told(key: str) -> tuple[list[Any], list[Any]]:
        headers = {"Authorization": f"Bearer {world.keys[key]}"}
        series = json.loads(
            Client().get(f"{base}/initiatives/{slug}/series?indicator=cells&subject=p1", headers=headers).content
        )
        rows: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            page = json.loads(Client().get(f"{base}/{slug}/published?limit=500{cursor}", headers=headers).content)
            rows += page["results"]
            cursor = f"&cursor={page['next_cursor']}" if page["next_cursor"] else None
        own = [row for row in rows if row["subject"]["code"] == "p1" and row["indicator"] == "cells"]
        return series.get("results", []), own

    with scope.tenant(world.tenant.pk):
        agreements = [signed(cast, partner=number, audiences=("keys",)) for number in range(3)]
        load(cast, {partner: COUNTS[partner] for partner in ("p1", "p2", "p3")})
        release(cast)
    series, own = told("tenant")
    assert [each["numerator"] for row in series for each in row["figures"] if each["period_start"] == "2015-01-01"]
    assert [row["value"] for row in own if row["measure"] == "numerator" and row["period_start"] == "2015-01-01"] == [
        "41"
    ]
    assert told("p2")[1] == []
    with scope.tenant(world.tenant.pk):
        withdraw_agreement(agreements[0], because="No longer", by=cast.rita.actor)
    assert told("tenant") == ([], [])


def test_the_pages_say_who_sees_what(cast: Cast, sign_in: Any) -> None:
    """Drafted by staff, signed on both sides, withdrawn by the partner alone: all through the pages."""
    world = cast.ours
    base = world.path("partners/p1/agreements/")
    terms = {
        "title": "Shared for the committee", "purpose": "To learn", "starts_on": "2020-01-01", "level": "own_figures",
        "groups": "all", "audiences": ["steering_committee"], "shows_zero": "unknown",
    }  # fmt: skip
    answer = sign_in(cast.priya).post(f"{base}new/", terms | {"threshold": "6"})
    assert answer.status_code == 422
    assert "choose 10 or more" in answer.content.decode()
    page = sign_in(cast.priya).post(f"{base}new/", terms).headers["Location"]
    assert sign_in(cast.paolo).get(page).status_code == 200
    assert sign_in(cast.petra).get(page).status_code == 404
    assert sign_in(cast.stella).get(page).status_code == 404
    results = world.path("partners/p1/")
    assert "No agreement is in force" in sign_in(cast.paolo).get(results).content.decode()
    signature = {"name": "Rita", "title": "Head", "version": "1"}
    assert sign_in(cast.paolo).post(f"{page}sign/", signature).status_code == 403
    assert sign_in(cast.rita).post(f"{page}sign/", signature).status_code == 302
    assert sign_in(cast.dana).post(f"{page}countersign/", signature).status_code == 403
    assert sign_in(cast.priya).post(f"{page}countersign/", signature).status_code == 302
    text = sign_in(cast.rita).get(page).content.decode()
    assert "In force" in text
    assert "are open to: the steering committee." in text
    assert "appear with the first one after both have signed" in text
    assert "are open to: the steering committee." in sign_in(cast.paolo).get(results).content.decode()
    assert sign_in(cast.priya).post(f"{page}withdraw/", {"because": "Why"}).status_code == 403
    assert sign_in(cast.rita).post(f"{page}withdraw/", {"because": "No longer"}).status_code == 302
    assert "No longer" in sign_in(cast.rita).get(page).content.decode()
    assert "No agreement is in force" in sign_in(cast.paolo).get(results).content.decode()


def test_the_other_side_is_told_by_mail_without_its_text(cast: Cast) -> None:
    """The partner signs: those who sign for the backbone are asked; it withdraws: they are told."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        relay(timezone.now())
        agreement = drafted(cast)
        sign_for_partner(agreement, name="Rita", title="Head", version=1, by=cast.rita.actor)
        relay(timezone.now())
        told = Delivery.objects.filter(on_uid=agreement.uid, event="agreement.signed")
        assert {each.recipient for each in told} == {cast.priya.user, cast.ada.user}
        send_delivery(told[0].uid, tries=1)
        (message,) = mail.outbox
        assert f"/partners/p1/agreements/{agreement.uid}/" in str(message.body)
        assert agreement.purpose not in str(message.body)
        withdraw_agreement(agreement, because="No longer", by=cast.rita.actor)
        relay(timezone.now())
        assert Delivery.objects.filter(on_uid=agreement.uid, event="agreement.withdrawn").count() == 2


def test_those_named_find_what_is_opened_on_one_page(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        for number in range(3):
            signed(cast, partner=number, audiences=("steering_committee",))
        load(cast, {partner: COUNTS[partner] for partner in ("p1", "p2", "p3")}, year=2026)
        release(cast)
    path = world.path("agreements/opened/")
    page = sign_in(cast.stella).get(path).content.decode()
    assert "41.0%" in page
    assert world.partners[0].name in page
    assert "Nothing is open to you" in sign_in(cast.wes).get(path).content.decode()
