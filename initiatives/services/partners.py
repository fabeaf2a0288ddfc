"""How does a partner join an initiative, leave it, or take another's place?

What each provider owes follows later: rounds look at participation and successions when they are recomputed.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization, Participation, Sector, Subject, Succession

USUAL_SECTORS = ("nonprofit", "government", "business", "philanthropy", "community")


@transaction.atomic
def join(initiative: Initiative, organization: Organization, *, joined_on: date | None, by: Actor) -> Participation:
    """Let an organization take part in an initiative, from a day on; figures can be about it from now on.

    One that had left takes part again.

    Raises PermissionDenied unless `by` may manage partners there; RuleViolation for one that takes part already.
    """
    require(by, Capability.MANAGE_PARTNERS, on=initiative)
    Subject.objects.get_or_create(organization=organization)
    participation, is_new = Participation.objects.get_or_create(
        initiative=initiative, organization=organization, defaults={"joined_on": joined_on}
    )
    if not is_new:
        if participation.left_on is None:
            raise RuleViolation("partner_takes_part_already", name=organization.name)
        participation.left_on = None
        participation.save(update_fields=["left_on"])
    record("partner.joined", organization, by=by, initiative_uid=initiative.uid)
    return participation


@transaction.atomic
def admit(
    initiative: Initiative,
    organization: Organization | None,
    *,
    by: Actor,
    code: str = "",
    name: str = "",
    sector: Sector | None = None,
    joined_on: date | None = None,
) -> Organization:
    """Let an organization of the tenant take part, or make a new one by its code and name first."""
    require(by, Capability.MANAGE_PARTNERS, on=initiative)
    if organization is None:
        organization = Organization(code=code, name=name, sector=sector)
        organization.full_clean(exclude=["tenant"])
        organization.save()
    elif sector is not None:
        put_into_sector(organization, sector, by=by)
    join(initiative, organization, joined_on=joined_on, by=by)
    return organization


@transaction.atomic
def leave(initiative: Initiative, organization: Organization, *, left_on: date, by: Actor) -> None:
    """End an organization's participation with a day; what it sent stays, and what fell due before is still owed.

    Raises RuleViolation unless it takes part, or for a day before it joined.
    """
    require(by, Capability.MANAGE_PARTNERS, on=initiative)
    participation = Participation.objects.filter(initiative=initiative, organization=organization, left_on=None).first()
    if participation is None:
        raise RuleViolation("partner_takes_no_part", name=organization.name)
    if participation.joined_on and left_on < participation.joined_on:
        raise RuleViolation("partner_leaves_before_it_joined", name=organization.name)
    participation.left_on = left_on
    participation.save(update_fields=["left_on"])
    record("partner.left", organization, by=by, initiative_uid=initiative.uid)


@transaction.atomic
def merge(predecessors: Collection[Organization], successor: Organization, *, took_effect_on: date, by: Actor) -> None:
    """Let one organization take the place of others from a day on, in every initiative in which they took part.

    Those end with the day before. What was owed for their time is answered for by the successor.

    Raises RuleViolation for an organization that would follow itself, or is followed already.
    """
    for each in predecessors:
        _follow(each, [successor], took_effect_on, by)


@transaction.atomic
def split(predecessor: Organization, successors: Collection[Organization], *, took_effect_on: date, by: Actor) -> None:
    """Let several organizations take the place of one from a day on; the first named answers for what was before.

    Raises RuleViolation for an organization that would follow itself, or is followed already.
    """
    _follow(predecessor, list(successors), took_effect_on, by)


def _wait_for_others() -> None:
    """Whoever adds to the tenant's lists at the same moment waits here, and is refused and not surprised."""
    Tenant.objects.select_for_update().get(pk=scope.current())


@transaction.atomic
def add_sector(name: str, *, by: Actor, code: str = "") -> Sector:
    """Add a sector to the tenant's list. Raises RuleViolation for a name that is there already."""
    require(by, Capability.MANAGE_PARTNERS)
    _wait_for_others()
    if Sector.objects.filter(name__iexact=name.strip()).exists():
        raise RuleViolation("sector_needs_a_name_of_its_own")
    # A name in another script than this one of addresses gets a code of its own.
    sector = Sector(code=code or f"sector-{uuid4().hex[:8]}", name=name, position=Sector.objects.count())
    sector.full_clean(exclude=["tenant"])
    sector.save()
    record("sector.added", sector, by=by)
    return sector


@transaction.atomic
def rename_sector(sector: Sector, name: str, *, by: Actor) -> Sector:
    """Call a sector otherwise; its code stays, and with it what is asked of it."""
    require(by, Capability.MANAGE_PARTNERS)
    plain = " ".join(name.split())
    if not plain or Sector.objects.filter(name__iexact=plain).exclude(pk=sector.pk).exists():
        raise RuleViolation("sector_needs_a_name_of_its_own")
    before, sector.name = sector.name, plain
    sector.full_clean(exclude=["tenant"])
    sector.save(update_fields=["name"])
    record("sector.renamed", sector, by=by, note=before)
    return sector


@transaction.atomic
def remove_sector(sector: Sector, *, by: Actor) -> None:
    """Take a sector off the list. Raises RuleViolation while anything belongs to it."""
    require(by, Capability.MANAGE_PARTNERS)
    record("sector.removed", sector, by=by, note=sector.name)
    try:
        with transaction.atomic():
            sector.delete()
    except ProtectedError:
        raise RuleViolation("sector_in_use", name=sector.name) from None


@transaction.atomic
def add_usual_sectors(*, by: Actor) -> list[Sector]:
    """Begin the tenant's list with the five sectors that most initiatives know; those that are there stay."""
    names = dict(
        zip(
            USUAL_SECTORS,
            (_("Nonprofit"), _("Government"), _("Business"), _("Philanthropy"), _("Community")),
            strict=True,
        )
    )
    there = set(Sector.objects.values_list("code", flat=True))
    return [add_sector(names[code], by=by, code=code) for code in USUAL_SECTORS if code not in there]


@transaction.atomic
def put_into_sector(organization: Organization, sector: Sector | None, *, by: Actor) -> None:
    """Say to which sector a partner belongs; what is asked of that sector is asked of it from now on."""
    require(by, Capability.MANAGE_PARTNERS)
    if organization.sector_id != (sector.pk if sector else None):
        organization.sector = sector
        organization.save(update_fields=["sector"])
        record("partner.sector_changed", organization, by=by, note=sector.code if sector else "")


def _follow(predecessor: Organization, successors: Collection[Organization], took_effect_on: date, by: Actor) -> None:
    initiatives = list(Initiative.objects.filter(participations__organization=predecessor))
    require(by, Capability.MANAGE_PARTNERS)
    for initiative in initiatives:
        require(by, Capability.MANAGE_PARTNERS, on=initiative)
    if predecessor in successors:
        raise RuleViolation("partner_follows_itself", name=predecessor.name)
    if Succession.objects.filter(predecessor=predecessor).exists():
        raise RuleViolation("partner_is_followed_already", name=predecessor.name)
    last_day = took_effect_on - timedelta(days=1)
    if predecessor.active_from and last_day < predecessor.active_from:
        raise RuleViolation("partner_leaves_before_it_joined", name=predecessor.name)
    predecessor.active_to = last_day
    predecessor.save(update_fields=["active_to"])
    for successor in successors:
        Succession.objects.create(predecessor=predecessor, successor=successor, took_effect_on=took_effect_on)
        Subject.objects.get_or_create(organization=successor)
        for initiative in initiatives:
            Participation.objects.get_or_create(
                initiative=initiative, organization=successor, defaults={"joined_on": took_effect_on}
            )
    record("partner.followed", predecessor, by=by, note=", ".join(each.code for each in successors))
