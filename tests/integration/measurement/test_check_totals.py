"""One command says which totals are not what the figures add up to, and mends them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from backbone.jobs.services import ask_for
from communications.sandbox.world import World
from measurement.models import Total
from measurement.services.adoptions import REBUILD
from tests.conftest import Cast


def checked(*options: str) -> tuple[int, str]:
    """The exit code, and what is printed."""
    said = StringIO()
    try:
        call_command("check_totals", *options, stdout=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


@pytest.fixture
def spoilt(in_ours: World) -> Total:
    """A total that somebody changed past the services, and one that is gone."""
    gone, wrong, *_ = Total.objects.filter(indicator=in_ours.share, contributors=3).order_by("period_start")
    gone.delete()
    wrong.numerator, wrong.added = 1, 1
    wrong.save()
    return wrong


def test_right_totals_are_said_to_be_right(in_ours: World) -> None:
    code, said = checked("--tenant", in_ours.tenant.slug)

    assert code == 0
    assert "all totals are right" in said
    assert "observations a second" in said


def test_what_differs_is_named_and_mended(in_ours: World, spoilt: Total) -> None:
    right = set(Total.objects.values_list("indicator", "period_start", "contributors"))
    code, said = checked("--tenant", in_ours.tenant.slug)
    assert code == 1
    assert "share 2018-01-01..2018-12-31 all: is missing" in said
    assert "share 2019-01-01..2019-12-31 all: numerator kept 1.00000000, recomputed 138.00000000" in said
    assert "2 totals differ;" in said
    assert set(Total.objects.values_list("indicator", "period_start", "contributors")) == right

    code, said = checked("--tenant", in_ours.tenant.slug, "--mend")

    assert code == 0
    assert "2 totals differed and are mended" in said
    assert checked("--tenant", in_ours.tenant.slug)[0] == 0
    assert Total.objects.get(indicator=in_ours.share, period_start="2019-01-01").numerator == 138


def test_totals_that_are_about_to_be_made_anew_are_no_alarm(cast: Cast, in_ours: World, spoilt: Total) -> None:
    ask_for(REBUILD, {}, key=REBUILD, by=cast.dana.actor)

    code, said = checked("--tenant", in_ours.tenant.slug)

    assert code == 0
    assert "about to be made anew" in said


def test_a_tenant_that_is_not_there_is_said(in_ours: World) -> None:
    with pytest.raises(CommandError):
        checked("--tenant", "nobody")
