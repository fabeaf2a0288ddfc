"""How does a steward take out all figures of its community? As CSV, exact, of every provider; the trail keeps that."""

from collections.abc import Iterator
from tempfile import TemporaryFile

from django.http import FileResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from backbone.core.reading import first_or_404
from backbone.tenancy.doors import TenantRequest, tenant_page
from backbone.tenancy.permissions import Capability
from communications.exporting.facts import Value, about
from communications.exporting.tables import write_csv
from measurement.models import GovernedCommunity
from measurement.selectors.communities import communities_of_steward, governed_observations
from measurement.services.communities import note_export

COLUMNS = [
    "tenant", "community", "indicator", "subject_kind", "subject_code", "subject_name", "group", "group_name",
    "period_start", "period_end", "numerator", "denominator", "value", "lower", "upper", "presence", "status",
    "provider", "received_on", "accepted_on",
]  # fmt: skip


@require_POST
@tenant_page(Capability.GOVERN_COMMUNITY)
def community_figures(request: TenantRequest, slug: str) -> FileResponse:
    """Every figure of the community's that stands; by a button, as taking them is written down."""
    community = first_or_404(communities_of_steward(request.actor, slug=slug))
    kept = TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_csv(kept, COLUMNS, _rows(request, community))
    note_export(community, by=request.actor)
    kept.seek(0)
    name = f"{community.slug}-{timezone.now().date().isoformat()}.csv"
    return FileResponse(kept, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


def _rows(request: TenantRequest, community: GovernedCommunity) -> Iterator[list[Value]]:
    place = [request.tenant.slug, community.slug]
    for each in governed_observations(request.actor, community):
        whom = about(each.subject)
        received = each.entry.received_at if each.entry else None
        yield [
            *place, each.indicator.code, whom.kind, whom.code, whom.name, each.breakdown.code, each.breakdown.name,
            each.period_start, each.period_end, each.numerator, each.denominator, each.value, each.lower, each.upper,
            each.presence, each.status, each.provider.code if each.provider else "",
            received.date() if received else None, each.recorded_at.date(),
        ]  # fmt: skip
