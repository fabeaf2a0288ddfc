"""How is a view kept under a name, and shared? What is kept is a question; each reader gets their own answer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from communications.exploring.models import SavedView
from communications.exploring.rules.asking import read_query, written
from initiatives.models import Initiative

LONGEST_NAME, LONGEST_QUERY, MOST_VIEWS = 120, 2000, 100


@transaction.atomic
def save_view(initiative: Initiative, name: str, query: str, *, is_shared: bool, by: Actor) -> SavedView:
    """Keep a question under a name; shared, everybody in the initiative may ask it for themselves.

    Only filters that are known are kept, in their one spelling.

    Raises PermissionDenied unless `by` is a person who may see the initiative; RuleViolation where the name is empty,
    too long or in use by its owner, or where its owner keeps very many views.
    """
    require(by, Capability.VIEW_INITIATIVE, on=initiative)
    if by.user_id is None:
        raise PermissionDenied(Capability.VIEW_INITIATIVE.value)  # a key keeps no views
    mine = SavedView.objects.filter(initiative=initiative, owner=by.user_id)
    if mine.count() >= MOST_VIEWS:
        raise RuleViolation("too_many_views", most=MOST_VIEWS)
    view = SavedView(
        initiative=initiative, owner_id=by.user_id, is_shared=is_shared,
        query=written(read_query(query[: 2 * LONGEST_QUERY]))[:LONGEST_QUERY],
    )  # fmt: skip
    view.name = _name(view, name)
    view.save()
    return view


@transaction.atomic
def change_view(view: SavedView, name: str, *, is_shared: bool, by: Actor) -> SavedView:
    """Rename a view, and share it or keep it to oneself from here on.

    Raises RuleViolation unless `by` saved it, or where the name cannot be had.
    """
    _require_owner(view, by)
    view.name, view.is_shared = _name(view, name), is_shared
    view.save(update_fields=["name", "is_shared"])
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: Actor) -> None:
    """Give a view up, for everybody it was shared with as well. Raises RuleViolation unless `by` saved it."""
    _require_owner(view, by)
    view.delete()


def _require_owner(view: SavedView, by: Actor) -> None:
    require(by, Capability.VIEW_INITIATIVE, on=view)
    if by.user_id is None or view.owner_id != by.user_id:
        raise RuleViolation("view_of_another")


def _name(view: SavedView, typed: str) -> str:
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME:
        raise RuleViolation("view_has_no_name")
    same = SavedView.objects.filter(initiative=view.initiative_id, owner=view.owner_id, name=name)
    if same.exclude(pk=view.pk).exists():
        raise RuleViolation("view_is_there")
    return name
