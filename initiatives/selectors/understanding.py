"""What has each partner said of the problem, and where do they differ?"""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from initiatives.models import Difference, Initiative, Organization, Participation, ProblemDefinition


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """A partner that takes part, with the words that count; None where it has said nothing."""

    organization: Organization
    definition: ProblemDefinition | None


def definitions_of(initiative: Initiative) -> list[DefinitionLine]:
    """Every partner that takes part, those that have spoken first; two queries."""
    said = ProblemDefinition.objects.filter(initiative=initiative, replaced_at=None).select_related("written_by")
    by_partner = {each.organization_id: each for each in said}
    partners = Participation.objects.filter(initiative=initiative, left_on=None).select_related("organization")
    lines = [
        DefinitionLine(each.organization, by_partner.get(each.organization_id))
        for each in partners.order_by("organization__name")
    ]
    return sorted(lines, key=lambda line: line.definition is None)


def differences_of(initiative: Initiative) -> QuerySet[Difference]:
    """The register: what is open first, with how much was said of each."""
    is_over = Case(
        When(state__in=[Difference.State.RESOLVED, Difference.State.STANDING], then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = Difference.objects.filter(initiative=initiative).prefetch_related("parties__organization")
    return found.annotate(is_over=is_over, said=Count("steps")).order_by("is_over", "-raised_at", "-pk")
