"""What would become of a file if it were imported? It is read in a process of its own, and nothing is written."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may, require
from initiatives.models import Initiative, Organization
from measurement.imports.carrier import Answer, ask
from measurement.imports.limits import ROWS_OF_A_FORM, ROWS_OF_HISTORY, Limits
from measurement.selectors.known import known_words


def preview_file(
    path: str,
    name: str,
    initiative: Initiative,
    *,
    by: Actor,
    settings: Mapping[str, Any],
    today: date | None = None,
    is_told: Callable[[int], None] | None = None,
    organization: Organization | None = None,
) -> Answer:
    """Read a file as this person may import it: a partner's submitter names only its own organization.

    With an organization it is a form of that partner, and nobody else may be named in it.

    Nothing is written. A file that is too large, unsafe or not what its name says is refused as a whole.

    Raises PermissionDenied unless `by` may enter figures for somebody.
    """
    require(by, Capability.ENTER_FIGURES)
    is_history = organization is None and may(by, Capability.LOAD_HISTORY, on=initiative)
    known = known_words(by, initiative)
    if organization is not None:
        known["organizations"] = [each for each in known["organizations"] if each[0] == organization.code]
    return ask(
        path,
        name,
        known=known,
        settings=settings,
        today=today or initiative.today(),
        limits=Limits(rows=ROWS_OF_HISTORY if is_history else ROWS_OF_A_FORM),
        is_told=is_told,
    )
