"""A chief executive leaves a partner, and the successor takes over roles and seats in one step."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.models import Invitation, Membership
from backbone.tenancy.roles import Role
from communications.handover.models import HandOver
from communications.handover.services import hand_over
from communications.sandbox.world import World
from initiatives.models import PartnerRole
from initiatives.rules.signoffs import COMMITTED
from initiatives.selectors.signoffs import sign_off_lines
from tests.conftest import Cast
from tests.integration.reports.test_pdf import text_of
from workgroups.models import SeatHolder

NEW: dict[str, Any] = {"email": "new@new.example", "name": "Nora New", "words": "Ask Fay first"}


def test_roles_and_seats_pass_and_the_signature_stays(cast: Cast, in_ours: World) -> None:
    first, stella = in_ours.partners[0], cast.stella
    PartnerRole.objects.create(membership=stella.membership, organization=first, role=Role.REPRESENTATIVE)
    held = SeatHolder.objects.filter(membership=stella.membership, ended_on=None).count()
    assert held > 0

    made = hand_over(in_ours.initiative, first, stella.membership, by=in_ours.people["ada"].actor, **NEW,
                     ends_membership=True)  # fmt: skip

    successor = made.successor
    assert successor.user.email == "new@new.example"
    assert Invitation.objects.filter(membership=successor).exists(), "who does not belong here yet is invited"
    assert SeatHolder.objects.filter(membership=successor, ended_on=None).count() == held
    assert not SeatHolder.objects.filter(membership=stella.membership, ended_on=None).exists()
    assert [each.role for each in PartnerRole.objects.filter(membership=successor, ended_at=None)] == ["representative"]
    assert Membership.objects.get(pk=stella.membership.pk).ended_at is not None
    line = next(each for each in sign_off_lines(in_ours.initiative) if each.organization == first)
    assert line.standing in COMMITTED, "the institution signed, not the person"


def test_a_member_takes_over_without_an_invitation_and_nothing_passes_twice(cast: Cast, in_ours: World) -> None:
    first, ada = in_ours.partners[0], in_ours.people["ada"].actor
    petra = cast.petra.membership
    hand_over(in_ours.initiative, first, cast.rita.membership, email=cast.petra.user.email, name="", by=ada)
    assert PartnerRole.objects.filter(membership=petra, organization=first, role="representative").exists()
    with pytest.raises(RuleViolation) as refused:
        hand_over(in_ours.initiative, first, cast.rita.membership, email="x@x.example", name="X", by=ada)
    assert refused.value.refusal.code == "nothing_to_hand_over"
    with pytest.raises(RuleViolation) as refused:
        hand_over(in_ours.initiative, first, petra, email=cast.petra.user.email.upper(), name="", by=ada)
    assert refused.value.refusal.code == "successor_is_the_same"
    for name in ("priya", "dana", "rita", "stella"):
        with pytest.raises(PermissionDenied):
            hand_over(in_ours.initiative, first, petra, by=in_ours.people[name].actor, **NEW)


def test_the_pack_holds_history_seats_signature_obligations_and_contacts(cast: Cast, client: Client) -> None:
    client.force_login(cast.vera.user)
    answer = client.get(cast.ours.path("partners/p1/hand-over/pack.pdf"))
    said = text_of(answer.content)
    for words in ("Words MARK-A", "Problem MARK-A", "Committee MARK-A", "Commitment MARK-A", "Reservation MARK-A",
                  "Rita MARK-A", "Dana MARK-A", "Figures that we owe now"):  # fmt: skip
        assert words in said, words
    client.force_login(cast.petra.user)
    assert client.get(cast.ours.path("partners/p1/hand-over/pack.pdf")).status_code == 404


def test_the_page_hands_over_and_lists_what_passed(cast: Cast, client: Client) -> None:
    ada = cast.ours.people["ada"]
    client.force_login(ada.user)
    path = cast.ours.path("partners/p1/hand-over/")
    answer = client.post(path, {"leaving": str(cast.rita.membership.uid), **NEW}, follow=True)
    assert "Ask Fay first" in answer.content.decode()
    with scope.tenant(cast.ours.tenant.pk):
        assert HandOver.objects.filter(words="Ask Fay first").exists()
