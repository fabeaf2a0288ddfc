"""How is a group formed, changed and given its charter?"""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Strategy
from workgroups.models import CharterVersion, Group
from workgroups.rules import groups as rules

CHARTER = ("purpose", "deciding", "meets", "expectations")
# Below groups/ these are pages of all groups.
RESERVED = {"map", "new"}


@transaction.atomic
def form_group(
    initiative: Initiative,
    kind: str,
    name: str,
    *,
    formed_on: date,
    by: Actor,
    purpose: str = "",
    strategy: Strategy | None = None,
    parent: Group | None = None,
) -> Group:
    """Form the steering committee, a working group around a strategy, or a subgroup of one; seats are given next.

    Raises RuleViolation for a second committee, a working group without its strategy, a subgroup of anything but
    a working group, a name that is taken, or a day ahead.
    """
    require(by, Capability.MANAGE_GROUPS, on=initiative)
    # Whoever forms one of the same name at the same moment waits here, and is refused.
    Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    here = Group.objects.filter(initiative=initiative)
    refuse(
        rules.refusal_of_place(
            kind,
            parent.kind if parent else None,
            has_strategy=strategy is not None,
            has_committee=here.filter(kind=Group.Kind.STEERING_COMMITTEE, closed_on=None).exists(),
        )
    )
    if formed_on > initiative.today():
        raise RuleViolation("day_is_ahead")
    if parent and parent.closed_on:
        raise RuleViolation("group_is_closed", name=parent.name)
    plain = _free_name(initiative, name)
    group = Group.objects.create(
        initiative=initiative, slug=_free_slug(initiative, plain), name=plain, kind=kind, purpose=purpose.strip(),
        formed_on=formed_on, parent=parent if kind == Group.Kind.SUBGROUP else None,
        strategy=strategy if kind == Group.Kind.WORKING_GROUP else None,
    )  # fmt: skip
    record("group.formed", group, by=by, initiative_uid=initiative.uid)
    return group


@transaction.atomic
def edit_group(group: Group, *, name: str, purpose: str, strategy: Strategy | None, by: Actor) -> Group:
    """Give a group another name, purpose or strategy; its address stays, and the trail keeps what it was.

    Raises RuleViolation for a closed group, a working group without strategy, or a name that is taken.
    """
    require(by, Capability.MANAGE_GROUPS, on=group)
    current = open_group(group)
    is_working_group = current.kind == Group.Kind.WORKING_GROUP
    if is_working_group and strategy is None:
        raise RuleViolation("working_group_needs_strategy")
    plain = _free_name(current.initiative, name, but=current)
    before = f"{current.name}: {current.purpose} ({current.strategy or '–'})"
    current.name, current.purpose = plain, purpose.strip()
    current.strategy = strategy if is_working_group else None
    current.save(update_fields=["name", "purpose", "strategy"])
    record("group.edited", current, by=by, initiative_uid=current.initiative.uid, note=before)
    return current


@transaction.atomic
def write_charter(
    group: Group, *, purpose: str, by: Actor, deciding: str = "", meets: str = "", expectations: str = ""
) -> CharterVersion:
    """Write the next version of a group's charter; the ones before stay readable.

    Raises RuleViolation for a closed group, or where nothing is changed.
    """
    require(by, Capability.MANAGE_GROUPS, on=group)
    current = open_group(group)
    texts = {"purpose": purpose, "deciding": deciding, "meets": meets, "expectations": expectations}
    texts = {name: text.strip() for name, text in texts.items()}
    latest = current.charter.first()
    if latest and all(getattr(latest, name) == text for name, text in texts.items()):
        raise RuleViolation("charter_unchanged")
    number = (current.charter.aggregate(last=Max("number"))["last"] or 0) + 1
    version = CharterVersion.objects.create(group=current, number=number, written_by_id=by.user_id, **texts)
    record("group.charter_written", current, by=by, initiative_uid=current.initiative.uid, note=str(number))
    return version


def open_group(group: Group) -> Group:
    """The group as it is now, locked; raises RuleViolation for one that is closed."""
    locked = Group.objects.select_for_update(of=("self",)).select_related("initiative", "strategy")
    current = locked.get(pk=group.pk)
    if current.closed_on:
        raise RuleViolation("group_is_closed", name=current.name)
    return current


def refuse(refusal: Refusal | None) -> None:
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)


def _free_name(initiative: Initiative, name: str, *, but: Group | None = None) -> str:
    plain = " ".join(name.split())[:120]
    others = Group.objects.filter(initiative=initiative, closed_on=None, name__iexact=plain)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleViolation("group_exists")
    return plain


def _free_slug(initiative: Initiative, name: str) -> str:
    """The name as an address; a closed group keeps its own."""
    slug = slugify(name)[:50] or f"group-{uuid4().hex[:8]}"
    taken = slug in RESERVED or Group.objects.filter(initiative=initiative, slug=slug).exists()
    return f"{slug}-{uuid4().hex[:6]}" if taken else slug
