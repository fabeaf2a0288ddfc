"""The operator makes a tenant; its administrator comes by invitation."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from backbone.jobs import tasks
from backbone.jobs.models import Job
from backbone.jobs.services import run_job
from backbone.tenancy import scope
from backbone.tenancy.models import StaffRole, Tenant


def test_a_tenant_is_made_and_its_administrator_invited(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "ring", lambda *ids: None)
    call_command("create_tenant", "new-town", "New Town", administrator="first@newtown.example")
    tasks.tick()
    tenant = Tenant.objects.get(slug="new-town")
    with scope.tenant(tenant.pk):
        assert [held.role for held in StaffRole.objects.all()] == ["administrator"]
        jobs = list(Job.objects.filter(kind="mail.send").values_list("pk", flat=True))
    for pk in jobs:
        run_job(tenant.pk, pk)

    assert [letter.to for letter in mail.outbox] == [["first@newtown.example"]]
    assert "/new-town/invitations/" in str(mail.outbox[0].body)


@pytest.mark.parametrize(("slug", "email"), [("api", "a@b.example"), ("with space", "a@b.example"), ("fine", "nobody")])
def test_nonsense_is_refused_in_a_sentence(no_tenants: None, slug: str, email: str) -> None:
    with pytest.raises(CommandError):
        call_command("create_tenant", slug, "Name", administrator=email)
    assert not Tenant.objects.exists()
