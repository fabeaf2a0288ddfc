"""How does the rule of unusual values stay quiet enough to be read? It widens itself where it fires too often."""

from collections import defaultdict
from decimal import Decimal

from initiatives.models import Initiative
from measurement.models import Adoption, CollectionRound, Entry
from measurement.rules.likelihood import widening

ROUNDS = 4
THOUSANDTH = Decimal("0.001")


def widen_warnings(initiative: Initiative) -> None:
    """Set for each adopted indicator from where on a figure is asked about, by what the last four rounds have sent.

    At most one row in twenty is asked about then; a rule that was too quiet narrows again, down to its own limit.
    """
    latest = CollectionRound.objects.filter(initiative=initiative).order_by("-due_on")[:ROUNDS]
    strange: dict[int, list[float]] = defaultdict(list)
    sent = Entry.objects.filter(submission__round__in=list(latest), strangeness__isnull=False)
    for indicator, multiple in sent.values_list("obligation__indicator", "strangeness"):
        strange[indicator].append(float(multiple or 0))
    changed = []
    for adoption in Adoption.objects.filter(initiative=initiative, indicator__in=strange):
        above = Decimal(widening(strange[adoption.indicator_id])).quantize(THOUSANDTH)
        if above != adoption.warns_above:
            adoption.warns_above = above
            changed.append(adoption)
    Adoption.objects.bulk_update(changed, ["warns_above"])
