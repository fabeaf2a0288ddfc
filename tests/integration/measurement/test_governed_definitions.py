"""A definition that tells a community's people apart waits for its steward."""

from datetime import date
from typing import Any

import pytest

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.world import World
from measurement.models import Approval, Dimension
from measurement.services.approvals import approve
from measurement.services.definitions import Definition, correct_definition, propose_indicator, redefine_indicator
from measurement.services.lives import activate_indicator
from tests.conftest import Cast
from tests.integration.measurement.governing import founded


def test_a_definition_becomes_active_and_changes_only_with_the_stewards_yes(
    cast: Cast, in_ours: World, sign_in: Any
) -> None:
    founded(cast, categories=["female"])
    proposed = propose_indicator(
        "new", Definition(name="New", kind="count", polarity="neutral", frequency="annual", definition="So many"),
        dimensions=list(Dimension.objects.filter(code="sex")), by=cast.priya.actor,
    )  # fmt: skip
    with pytest.raises(RuleViolation, match="definition_awaits_steward"):
        activate_indicator(proposed, by=cast.priya.actor)
    with pytest.raises(RuleViolation, match="definition_awaits_steward"):
        activate_indicator(proposed, by=cast.priya.actor)
    question = Approval.objects.get(kind="definition", indicator=proposed)
    assert "So many" in question.wording
    approve(question, by=cast.willa.actor)
    assert activate_indicator(proposed, by=cast.priya.actor).state == "active"

    wanted = Definition(name="New", kind="count", polarity="neutral", frequency="annual", definition="Only some")
    change: dict[str, Any] = {
        "edition": proposed.edition,
        "note": "Fewer",
        "breaks_on": date(2025, 1, 1),
    }
    with pytest.raises(RuleViolation, match="definition_awaits_steward"):
        redefine_indicator(proposed, wanted, by=cast.priya.actor, **change)
    approve(Approval.objects.get(kind="definition", indicator=proposed, decided_at=None), by=cast.willa.actor)
    assert redefine_indicator(proposed, wanted, by=cast.priya.actor, **change).number == 2


def test_nobody_is_told_apart_by_a_correction_before_their_steward_says_yes(cast: Cast, in_ours: World) -> None:
    """A dimension is no change of meaning, and yet it is what opens a community's figures."""
    founded(cast, categories=["female"])
    sex = Dimension.objects.get(code="sex")
    wanted = Definition(name="New", kind="count", polarity="neutral", frequency="annual", definition="So many")
    made = activate_indicator(propose_indicator("new", wanted, by=cast.priya.actor), by=cast.priya.actor)

    def add() -> Any:
        return correct_definition(made, wanted, edition=made.edition, by=cast.priya.actor, dimensions=[sex])

    with pytest.raises(RuleViolation, match="definition_awaits_steward"):
        add()
    assert not made.indicator_dimensions.exists()
    question = Approval.objects.get(kind="definition", indicator=made)
    assert sex.name in question.wording
    approve(question, by=cast.willa.actor)
    add()
    assert made.indicator_dimensions.get().dimension == sex


def test_trying_on_the_page_asks_the_steward_and_says_so(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        founded(cast, categories=["female"])
        propose_indicator(
            "new", Definition(name="New", kind="count", polarity="neutral", frequency="annual", definition="So many"),
            dimensions=list(Dimension.objects.filter(code="sex")), by=cast.priya.actor,
        )  # fmt: skip
    client = sign_in(cast.priya)
    answer = client.post(cast.ours.path("indicators/new/definition/activate/"), follow=True)
    assert "its steward must say yes" in answer.content.decode()
    assert "River people" in answer.content.decode()
    with scope.tenant(cast.ours.tenant.pk):
        assert Approval.objects.filter(kind="definition", indicator__code="new", decided_at=None).count() == 1
