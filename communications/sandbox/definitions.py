"""Which definitions has the sandbox? Terms and indicators in every state, a correction, a cohort, comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from initiatives.services.terms import agree_term, comment_on_term, propose_term, retire_term
from measurement.forms.definitions import given_by
from measurement.models import Dimension, Indicator
from measurement.selectors.definitions import latest_version
from measurement.services.definitions import Definition, correct_definition, propose_indicator
from measurement.services.dimensions import name_period
from measurement.services.lives import activate_indicator, comment_on_indicator

if TYPE_CHECKING:
    from communications.sandbox.world import World

PROPOSED, SPARE = "cohort", "spare"


def fill(world: World) -> None:
    """Nothing of it is adopted: the scorecard stays what the tests of figures know."""
    priya, stella, mark = world.people["priya"].actor, world.people["stella"].actor, world.mark
    for slug in ("agreed", "proposed", "retired"):
        term = propose_term(f"{slug} {mark}", f"Meaning {mark}", other_forms=f"{slug}s {mark}", by=stella)
        comment_on_term(term, f"Comment {mark}", by=stella)
        if slug != "proposed":
            agree_term(term, by=priya)
        if slug == "retired":
            retire_term(term, because=f"Reason {mark}", by=priya)
    proposed = propose_indicator(
        PROPOSED,
        Definition(
            name=f"Indicator {PROPOSED} {mark}", kind="share", polarity="higher_better", frequency="cohort",
            definition=f"Definition with proposed {mark}", method=f"Method {mark}", source=f"Source {mark}",
        ),
        dimensions=list(Dimension.objects.all()),
        by=stella,
    )  # fmt: skip
    comment_on_indicator(proposed, f"Comment {mark}", by=stella)
    name_period(proposed, f"Class {mark}", date(2021, 9, 1), date(2025, 6, 30), by=priya)
    spare = Definition(
        name=f"Indicator {SPARE} {mark}", kind="count", polarity="neutral", frequency="monthly", definition=mark
    )
    activate_indicator(propose_indicator(SPARE, spare, by=priya), by=priya)
    rate = Indicator.objects.get(code="rate")
    given = given_by(rate, latest_version(rate))
    edition, _dimensions = given.pop("edition"), given.pop("dimensions")
    corrected = replace(Definition(**given), method=f"Method {mark}, put right")
    correct_definition(rate, corrected, edition=edition, by=priya)
