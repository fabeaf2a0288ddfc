"""Which indicators move a stock, so that its figures can be held against each other?"""

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from measurement.models import Flow, Indicator


@transaction.atomic
def add_flow(stock: Indicator, indicator: Indicator, *, goes_out: bool, by: Actor) -> Flow:
    """Say that an indicator moves a stock: from here on opening, in, out and closing are compared in each round.

    Raises PermissionDenied unless `by` may review, RuleViolation where a stock would move itself.
    """
    require(by, Capability.REVIEW_ENTRIES)
    if stock.pk == indicator.pk:
        raise RuleViolation("stock_moves_itself")
    flow, _made = Flow.objects.update_or_create(stock=stock, indicator=indicator, defaults={"goes_out": goes_out})
    return flow


@transaction.atomic
def remove_flow(flow: Flow, *, by: Actor) -> None:
    """Compare a stock with this indicator no longer."""
    require(by, Capability.REVIEW_ENTRIES)
    flow.delete()
