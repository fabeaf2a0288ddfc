"""Which roles are there, and who holds which? The app where a role arises says how to find it.

A finder takes a membership (or an API key) and returns rows of (role, initiative id or NULL,
organization id or NULL); NULL means everywhere in the tenant. All finders run as one SQL statement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    PROJECT_MANAGER = "project_manager"
    DATA_MANAGER = "data_manager"
    FACILITATOR = "facilitator"
    REPRESENTATIVE = "representative"
    DATA_SUBMITTER = "data_submitter"
    VIEWER = "viewer"
    OBSERVER = "observer"
    STEERING_MEMBER = "steering_member"
    CHAIR = "chair"
    GROUP_MEMBER = "group_member"
    TENANT_KEY = "tenant_key"
    PARTNER_KEY = "partner_key"
    SCHEDULE = "schedule"

    @classmethod
    def staff(cls) -> list["Role"]:
        return [cls.ADMINISTRATOR, cls.PROJECT_MANAGER, cls.DATA_MANAGER, cls.FACILITATOR]

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS: dict[Role, Promise] = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.PROJECT_MANAGER: _("Project manager"),
    Role.DATA_MANAGER: _("Data manager"),
    Role.FACILITATOR: _("Facilitator"),
    Role.REPRESENTATIVE: _("Representative of a partner"),
    Role.DATA_SUBMITTER: _("Data submitter of a partner"),
    Role.VIEWER: _("Viewer at a partner"),
    Role.OBSERVER: _("Observer"),
    Role.STEERING_MEMBER: _("Steering committee member"),
    Role.CHAIR: _("Chair of a working group"),
    Role.GROUP_MEMBER: _("Working group member"),
    Role.TENANT_KEY: _("API key of the tenant"),
    Role.PARTNER_KEY: _("API key of a partner"),
    Role.SCHEDULE: _("The schedule"),
}


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role and where it counts; None means everywhere in the tenant."""

    role: Role
    initiative_id: int | None = None
    organization_id: int | None = None


Rows = QuerySet[Any, tuple[str, int | None, int | None]]
_of_members: list[Callable[[int], Rows]] = []
_of_keys: list[Callable[[int], Rows]] = []


def finds_member_roles(finder: Callable[[int], Rows]) -> Callable[[int], Rows]:
    """Register how to find roles of a membership id."""
    _of_members.append(finder)
    return finder


def finds_key_roles(finder: Callable[[int], Rows]) -> Callable[[int], Rows]:
    """Register how to find roles of an API key id."""
    _of_keys.append(finder)
    return finder


def of_membership(membership_id: int) -> frozenset[RoleHeld]:
    return _held([finder(membership_id) for finder in _of_members])


def of_key(key_id: int) -> frozenset[RoleHeld]:
    return _held([finder(key_id) for finder in _of_keys])


def _held(found: list[Rows]) -> frozenset[RoleHeld]:
    first, *rest = found
    return frozenset(
        RoleHeld(Role(role), initiative, organization) for role, initiative, organization in first.union(*rest)
    )
