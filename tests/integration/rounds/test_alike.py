"""Do providers' indicators that stand alike, and are counted together, stand as each by itself would?"""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.urls import reverse

from backbone.core.addresses import addresses
from communications.sandbox.world import World
from measurement.models import Adoption, Assignment, CollectionRound, Entry, Indicator, Obligation, Submission
from measurement.selectors.rounds import provider_lines
from measurement.services.rounds import Request, ask_for
from tests.conftest import Cast

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def asked(cast: Cast, in_ours: World) -> CollectionRound:
    """Three partners, seven indicators, and of each figure another state and another moment."""
    outcome = in_ours.initiative.outcomes.get()
    for number in range(6):
        indicator = Indicator.objects.create(
            code=f"i{number}", name=f"I {number}", kind="count", polarity="neutral", frequency="annual"
        )
        adoption = Adoption.objects.create(initiative=in_ours.initiative, indicator=indicator, outcome=outcome)
        Assignment.objects.create(adoption=adoption)
    indicators = Indicator.objects.filter(code__in=[f"i{number}" for number in range(6)])
    ask_for(in_ours.round, [Request(each, *YEAR) for each in indicators], by=cast.dana.actor)
    for number, owed in enumerate(Obligation.objects.filter(round=in_ours.round, indicator__in=indicators)):
        submission, _made = Submission.objects.get_or_create(round=in_ours.round, provider=owed.provider)
        state = ("submitted", "accepted", "draft", "submitted", "returned", "")[number % 6]
        came = in_ours.round.due_at + timedelta(days=number % 4 - 1, seconds=-1 + number % 2)
        if state:
            Entry.objects.create(submission=submission, obligation=owed, value=1, state=state, received_at=came)
    return in_ours.round


def test_what_is_counted_together_stands_as_each_does(asked: CollectionRound) -> None:
    lines = provider_lines(asked)

    for line in lines:
        for indicator, cell in line.cells.items():
            owed = Obligation.objects.filter(round=asked, provider=line.provider, indicator=indicator)
            states = Counter(Entry.objects.filter(obligation__in=owed).values_list("state", flat=True))
            found = (cell.progress.drafts, cell.progress.submitted, cell.progress.returned, cell.progress.accepted)
            assert found == tuple(states[each] for each in ("draft", "submitted", "returned", "accepted"))
            moments = [each.received_at for each in Entry.objects.filter(obligation__in=owed) if each.received_at]
            if cell.is_in and cell.progress.owed and not line.granted:
                late = (max(moments) - asked.due_at).days + 1 if max(moments) >= asked.late_from else 0
                assert cell.days_late == late
        assert line.progress.owed == sum(cell.progress.owed for cell in line.cells.values())
    assert len({id(cell) for line in lines for cell in line.cells.values()}) < sum(len(line.cells) for line in lines)


def test_an_address_worked_out_once_is_that_of_each() -> None:
    owed = addresses("measurement:owed", "northern", "together")

    for code in ("durham", "p-1"):
        assert owed(code) == reverse("measurement:owed", args=["northern", "together", code])
