"""An administrator makes a partner's key on a page, and revokes it; it opens that partner's own figures only."""

import re
from typing import Any

from django.test import Client

from backbone.tenancy import scope
from backbone.tenancy.models import ApiKey
from tests.conftest import Cast


def test_a_key_is_made_used_and_revoked(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    client: Client = sign_in(cast.ada)
    body = {"name": "Nightly", "organization": str(world.partners[0].pk), "scopes": ["read", "send"]}

    page = client.post(world.path("people/keys/"), body).content.decode()

    secret = re.search(r"<code>(bb_\S+?)</code>", page)
    assert secret
    system = Client(headers={"Authorization": f"Bearer {secret[1]}"})
    rounds = f"/api/v1/{world.tenant.slug}/rounds"
    assert system.get(rounds).status_code == 200
    assert secret[1] not in client.get(world.path("people/keys/")).content.decode()

    with scope.tenant(world.tenant.pk):
        key = ApiKey.objects.get(name="Nightly")
    assert key.prefix in client.get(f"/{world.tenant.slug}/keys/").content.decode()
    assert client.post(f"/{world.tenant.slug}/keys/{key.uid}/revoke/").status_code == 302
    assert system.get(rounds).status_code == 401


def test_a_key_of_the_tenant_reads_and_sends_nothing(cast: Cast, sign_in: Any) -> None:
    sign_in(cast.ada).post(f"/{cast.ours.tenant.slug}/keys/", {"name": "Warehouse", "scopes": ["send"]})

    with scope.tenant(cast.ours.tenant.pk):
        assert ApiKey.objects.get(name="Warehouse").scopes == "read"
