"""What every page asks of whoever opens it: the tenant's initiatives, and the organizations one speaks for.

Both are read with the roles, in the statement that begins each request (`roles.known_of_person`).
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from backbone.core.beside import row_of
from backbone.tenancy import roles, scope
from initiatives.models import Area, Initiative, Organization

M = TypeVar("M", Initiative, Organization)
INITIATIVES, ORGANIZATIONS = "initiatives", "organizations"
ALL_INITIATIVES = """
SELECT coalesce(jsonb_agg(to_jsonb(i) || jsonb_build_object('area', to_jsonb(a)) ORDER BY i.name), '[]')::text
FROM initiatives_initiative i JOIN initiatives_area a ON a.tenant_id = i.tenant_id AND a.id = i.area_id
WHERE i.tenant_id = nullif(current_setting('app.tenant_id', true), '')::bigint
"""
OWN_ORGANIZATIONS = """
SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o.name), '[]')::text FROM initiatives_organization o
WHERE o.tenant_id = nullif(current_setting('app.tenant_id', true), '')::bigint
AND o.id IN (SELECT held_for_organization FROM held)
"""

roles.known_of_person(INITIATIVES, ALL_INITIATIVES)
roles.known_of_person(ORGANIZATIONS, OWN_ORGANIZATIONS)


def initiatives_known() -> list[Initiative] | None:
    """The initiatives of the tenant by name, each with its area; None where nobody opened a page."""
    return _made(INITIATIVES, _initiative)


def organizations_known() -> list[Organization] | None:
    """The organizations for which the person holds a role somewhere, by name; None where nobody opened a page."""
    return _made(ORGANIZATIONS, _organization)


def _made(name: str, make: Callable[[dict[str, Any]], M]) -> list[M] | None:
    found: list[M] | str | None = scope.kept().get(name)
    if isinstance(found, str):
        found = scope.kept()[name] = [make(row) for row in json.loads(found)]
    return found


def _initiative(row: dict[str, Any]) -> Initiative:
    found = row_of(Initiative, row)
    found.area = row_of(Area, row["area"])
    return found


def _organization(row: dict[str, Any]) -> Organization:
    return row_of(Organization, row)
