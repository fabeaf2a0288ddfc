"""What is to be kept of an indicator's figures, and what are they made of?"""

from backbone.tenancy.models import Tenant
from measurement.models import Indicator
from measurement.rules.hiding.small import Counted, Rule, Way


def rule_for(indicator: Indicator, tenant: Tenant) -> Rule:
    """What a tenant wants to be kept of an indicator's figures."""
    return Rule(
        counted=counted_of(indicator),
        of_people=indicator.counts_people,
        threshold=tenant.smallest_cell,
        shows_zero=tenant.shows_zero,
        way=Way(tenant.small_numbers),
        least_contributors=tenant.least_contributors,
    )


def counted_of(indicator: Indicator) -> Counted:
    """What the figures of an indicator that adds up are made of."""
    if indicator.adds_over_partners == Indicator.Adds.SUM:
        return Counted.COUNT
    kinds = {Indicator.Kind.SHARE.value: Counted.SHARE, Indicator.Kind.RATIO.value: Counted.RATIO}
    if indicator.adds_over_partners == Indicator.Adds.NOT_ADDITIVE:  # it has no totals, but partners' own figures
        kinds |= dict.fromkeys((Indicator.Kind.COUNT.value, Indicator.Kind.AMOUNT.value), Counted.COUNT)
    return kinds.get(indicator.kind, Counted.MEAN)
