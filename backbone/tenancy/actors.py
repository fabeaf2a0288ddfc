"""Who acts? A person or a key, in one tenant, with the roles that are in force there."""

from dataclasses import dataclass, field, replace
from typing import Self

from backbone.tenancy import roles
from backbone.tenancy.models import ApiKey, Membership
from backbone.tenancy.roles import Role, RoleHeld


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something; passed as `by` to every service and to every question of visibility."""

    tenant_id: int
    roles: frozenset[RoleHeld]
    user_id: int | None = None
    key_id: int | None = None
    request_id: str = ""
    scopes: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of_membership(cls, membership: Membership, *, request_id: str = "") -> Self:
        return cls(
            tenant_id=membership.tenant_id,
            roles=roles.of_membership(membership.pk),
            user_id=membership.user_id,
            request_id=request_id,
        )

    @classmethod
    def coming_in(cls, user_id: int, *, tenant_id: int, request_id: str = "") -> Self | None:
        """Whoever comes in by their membership in force; None where they have none in the tenant in scope."""
        held = roles.coming_in(user_id)
        return None if held is None else cls(tenant_id=tenant_id, roles=held, user_id=user_id, request_id=request_id)

    @classmethod
    def of_key(cls, key: ApiKey, *, request_id: str = "") -> Self:
        return cls(
            tenant_id=key.tenant_id,
            roles=roles.of_key(key.pk),
            key_id=key.pk,
            request_id=request_id,
            scopes=frozenset(key.scopes.split()),
        )

    @classmethod
    def schedule(cls, tenant_id: int, *, request_id: str = "") -> Self:
        """The schedule: does what is due, with the few capabilities of its column in the table."""
        return cls(tenant_id=tenant_id, roles=frozenset({RoleHeld(Role.SCHEDULE)}), request_id=request_id)

    def within(self, initiative_id: int) -> Self:
        """The same actor with only the roles that count in one initiative: the path decides."""
        return replace(self, roles=frozenset(r for r in self.roles if r.initiative_id in (None, initiative_id)))

    def holds(self, *wanted: Role) -> bool:
        return any(held.role in wanted for held in self.roles)

    @property
    def is_staff(self) -> bool:
        """Whether the actor belongs to the backbone organization itself."""
        return self.holds(*Role.staff())

    @property
    def organization_ids(self) -> frozenset[int]:
        return frozenset(held.organization_id for held in self.roles if held.organization_id is not None)

    @property
    def group_ids(self) -> frozenset[int]:
        return frozenset(held.group_id for held in self.roles if held.group_id is not None)

    @property
    def initiative_ids(self) -> frozenset[int] | None:
        """The initiatives in which a role is held; None means every one of the tenant."""
        found = {held.initiative_id for held in self.roles}
        return None if None in found else frozenset(each for each in found if each is not None)
