"""A partner opens its figures to the committee by an agreement, keeps them more strictly, and takes its word back."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.models import TrailRecord
from communications.sandbox.world import World
from initiatives.models import Organization, Participation, PartnerRole, Subject
from measurement.models import Adoption, Agreement, Entry, Observation, Part, ReleasedCell
from measurement.selectors.figures import Purpose
from measurement.services.agreements import draft_agreement, sign_for_backbone, sign_for_partner, withdraw_agreement
from measurement.services.review import accept_entry
from tests.conftest import Cast
from tests.integration.measurement.agreeing import COUNTS, YEAR, drafted, load, release, seen, signed, total


@pytest.fixture
def in_ours(cast: Cast) -> Iterator[World]:
    """Our tenant with a fourth partner in the composed indicator, so that three remain beside one that is open."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        fourth = Organization.objects.create(code="p4", name="Partner four", sector=world.sector)
        subject = Subject.objects.create(organization=fourth)
        Participation.objects.create(initiative=world.initiative, organization=fourth)
        Part.objects.create(adoption=Adoption.objects.get(indicator__code="cells"), subject=subject)
        yield world


def test_a_partner_opens_its_figures_to_the_committee_and_withdraws(cast: Cast, in_ours: World) -> None:
    load(cast, COUNTS)
    release(cast)
    agreement = signed(cast, audiences=("steering_committee",))
    assert seen(cast.stella, in_ours) == {}, "figures appear with the next release"

    load(cast, COUNTS, year=YEAR + 1)
    release(cast)

    assert seen(cast.stella, in_ours)[YEAR, "all"] == seen(cast.stella, in_ours)[YEAR + 1, "all"] == 41
    assert seen(cast.stella, in_ours, "p2") == {}
    for name in ("wes", "gwen", "oscar", "petra", "priya", "fay"):
        assert seen(cast.ours.people[name], in_ours) == {}, name
    assert seen(cast.stella, in_ours, purpose=Purpose.REPORT) == {}, "a report is read by others too"

    withdraw_agreement(agreement, because="No longer", by=cast.rita.actor)
    assert seen(cast.stella, in_ours) == {}
    assert seen(cast.stella, in_ours, as_of=in_ours.initiative.today() + timedelta(days=1)) == {}
    assert seen(cast.rita, in_ours)[YEAR, "all"] == 41
    events = TrailRecord.objects.filter(on_uid=agreement.uid).order_by("pk").values_list("event", flat=True)
    assert list(events) == [
        "agreement.drafted", "agreement.signed", "agreement.signed", "agreement.in_force", "agreement.withdrawn"
    ]  # fmt: skip


def test_a_past_day_shows_only_what_was_open_then_and_is_today(cast: Cast, in_ours: World) -> None:
    load(cast, COUNTS)
    agreement = signed(cast, audiences=("steering_committee",))
    release(cast)
    ago = timezone.now() - timedelta(days=10)
    ReleasedCell.objects.filter(indicator__code="cells").update(replaced_by=None)
    for cell in ReleasedCell.objects.filter(subject__organization__code="p1", initiative=in_ours.initiative)[:1]:
        type(cell.release).objects.filter(pk=cell.release_id).update(released_at=ago)
    five_days_ago = in_ours.initiative.today() - timedelta(days=5)
    assert seen(cast.stella, in_ours, as_of=five_days_ago) == {}, "it was not signed then"
    Agreement.objects.filter(pk=agreement.pk).update(signed_at=ago)
    assert seen(cast.stella, in_ours, as_of=five_days_ago)[YEAR, "all"] == 41
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_ours.initiative.today() - timedelta(days=1))
    assert seen(cast.stella, in_ours, as_of=five_days_ago) == {}, "it is over today"


def test_groups_are_opened_as_far_as_agreed(cast: Cast, in_ours: World) -> None:
    for sex in ("", "female", "male"):
        load(cast, {partner: count * (1 if sex else 2) for partner, count in COUNTS.items()}, sex=sex)
    signed(cast, audiences=("staff",), groups="whole")
    signed(cast, audiences=("group_members",))
    release(cast)
    assert set(seen(cast.fay, in_ours)) == {(year, "all") for year, _ in seen(cast.fay, in_ours)}
    assert seen(cast.wes, in_ours)[YEAR, "sex=female"] == 41


def test_totals_and_opened_figures_are_decided_together(cast: Cast, in_ours: World) -> None:
    """With three partners, one figure beside the total would leave the sum of two: it is hidden."""
    load(cast, {partner: COUNTS[partner] for partner in ("p1", "p2", "p3")})
    signed(cast, audiences=("steering_committee",))
    release(cast)
    total = ReleasedCell.objects.get(
        initiative=in_ours.initiative, subject=None, indicator__code="cells", period_start__year=YEAR, replaced_by=None
    )
    own = ReleasedCell.objects.get(
        initiative=in_ours.initiative, subject__organization__code="p1", indicator__code="cells",
        period_start__year=YEAR, replaced_by=None,
    )  # fmt: skip
    assert (total.is_hidden, own.is_hidden, own.value) == (False, True, None)


def test_a_small_own_figure_is_hidden_by_the_stricter_threshold(cast: Cast, in_ours: World) -> None:
    load(cast, COUNTS | {"p1": 14})
    signed(cast, audiences=("steering_committee",), threshold=15)
    release(cast)
    assert seen(cast.stella, in_ours)[YEAR, "all"] is None


def test_a_stricter_threshold_holds_for_totals_and_only_a_stricter_one_is_taken(cast: Cast, in_ours: World) -> None:
    with pytest.raises(RuleViolation, match="agreement_threshold_looser"):
        drafted(cast, threshold=9)
    signed(cast, threshold=40)
    load(cast, dict.fromkeys(COUNTS, 9))
    release(cast)
    assert total(in_ours).is_hidden
    load(cast, dict.fromkeys(COUNTS, 11), year=YEAR - 1)
    release(cast)
    assert total(in_ours, YEAR - 1).numerator == 44


@pytest.mark.parametrize(("public", "hidden"), [(False, True), (True, False)])
def test_a_confidential_figure_is_not_told_by_a_total_of_two_giants(
    cast: Cast, in_ours: World, public: bool, hidden: bool
) -> None:
    """The two largest leave 40 of 900: one would know the other within a tenth. What is public already, may be."""
    signed(cast, is_confidential=True)
    load(cast, {"p1": 500}, is_public=public)
    load(cast, {"p2": 900, "p3": 20, "p4": 20})
    release(cast)
    assert total(in_ours).is_hidden is hidden


def test_zeros_are_shown_only_where_every_agreement_allows(cast: Cast, in_ours: World) -> None:
    type(in_ours.tenant).objects.filter(pk=in_ours.tenant.pk).update(shows_zero=True)
    load(cast, dict.fromkeys(COUNTS, 0))
    release(cast)
    assert total(in_ours).numerator == 0
    signed(cast, shows_zero=False)
    load(cast, dict.fromkeys(COUNTS, 0), year=YEAR - 1)
    release(cast)
    assert total(in_ours, YEAR - 1).is_hidden


def test_what_was_signed_is_replaced_and_never_changed(cast: Cast, in_ours: World) -> None:
    first = signed(cast, audiences=("steering_committee",))
    with pytest.raises(RuleViolation, match="agreement_is_signed"):
        draft_agreement(first, by=cast.priya.actor)
    load(cast, COUNTS)
    release(cast)
    second = signed(cast, audiences=("group_members",), replaces=first)
    assert seen(cast.stella, in_ours) == {}
    assert seen(cast.wes, in_ours)[YEAR, "all"] == 41
    withdraw_agreement(second, because="Neither", by=cast.rita.actor)
    assert seen(cast.stella, in_ours) == seen(cast.wes, in_ours) == {}


def test_nobody_signs_a_draft_that_was_changed_since_it_was_read(cast: Cast, in_ours: World) -> None:
    agreement = drafted(cast)
    draft_agreement(agreement, by=cast.dana.actor)
    with pytest.raises(RuleViolation, match="agreement_changed_meanwhile"):
        sign_for_partner(agreement, name="Rita", title="Head", version=1, by=cast.rita.actor)
    agreement.replaces = drafted(cast, partner=1)
    with pytest.raises(RuleViolation, match="agreement_replaces_anothers"):
        draft_agreement(agreement, by=cast.dana.actor)


def test_nobody_signs_for_both_sides_and_a_draft_opens_nothing(cast: Cast, in_ours: World) -> None:
    agreement = drafted(cast, audiences=("steering_committee",))
    sign_for_partner(agreement, name="Rita", title="Head", version=1, by=cast.rita.actor)
    load(cast, COUNTS)
    release(cast)
    assert seen(cast.stella, in_ours) == {}
    with pytest.raises(RuleViolation, match="agreement_signed_already"):
        sign_for_partner(agreement, name="Rita", title="Head", version=1, by=cast.rita.actor)
    both = PartnerRole.objects.get(membership=cast.rita.membership)
    PartnerRole.objects.create(membership=cast.priya.membership, organization=both.organization, role=both.role)
    other = drafted(cast)
    sign_for_partner(other, name="Priya", title="Head", version=1, by=cast.priya.actor)
    with pytest.raises(RuleViolation, match="agreement_needs_two_people"):
        sign_for_backbone(other, name="Priya", title="Project manager", version=1, by=cast.priya.actor)
    with pytest.raises(RuleViolation, match="agreement_withdrawal_needs_reason"):
        withdraw_agreement(agreement, because=" ", by=cast.rita.actor)


def test_what_was_told_stays_known_when_it_is_told_no_more(cast: Cast, in_ours: World) -> None:
    """All open theirs, then one withdraws: a later total less the others' would be its own, so more is hidden."""
    agreements = [signed(cast, partner=number, audiences=("steering_committee",)) for number in range(3)]
    partners = {partner: COUNTS[partner] for partner in ("p1", "p2", "p3")}
    load(cast, partners)
    release(cast)
    assert [seen(cast.stella, in_ours, partner)[YEAR, "all"] for partner in partners] == list(partners.values())
    PartnerRole.objects.filter(membership=cast.rita.membership).update(organization=in_ours.partners[0])
    withdraw_agreement(agreements[0], because="No longer", by=cast.rita.actor)
    load(cast, {partner: count + 100 for partner, count in partners.items()}, year=YEAR + 1)
    release(cast)
    told = [seen(cast.stella, in_ours, partner).get((YEAR + 1, "all")) for partner in partners]
    assert told[0] is None
    assert None in (*told[1:], total(in_ours, YEAR + 1).numerator)


def test_an_observation_names_the_agreement_it_came_under(cast: Cast, in_ours: World) -> None:
    agreement = Agreement(
        initiative=in_ours.initiative, provider=in_ours.partners[1], title="All", purpose="To learn",
        starts_on=date(2020, 1, 1),
    )  # fmt: skip
    draft_agreement(agreement, by=cast.priya.actor)
    Agreement.objects.filter(pk=agreement.pk).update(signed_at=timezone.now())
    entry = Entry.objects.get(state="submitted", submission__provider=in_ours.partners[1])
    accept_entry(entry.uid, by=cast.dana.actor)
    assert Observation.objects.get(entry=entry).agreement_id == agreement.pk
    assert not Observation.objects.exclude(entry=entry).exclude(agreement=None).exists()
