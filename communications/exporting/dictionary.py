"""What does each column of an export mean, and what each indicator and group?"""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import Tenant
from communications.exporting.facts import Value
from measurement.models import Adoption, BreakdownCategory, Indicator, IndicatorVersion
from measurement.wording import WHY_HIDDEN

UNIT = _("the indicator’s unit")
COLUMNS: dict[str, tuple[Promise, Promise | str]] = {
    "tenant": (_("Code of the backbone organization"), ""),
    "initiative": (_("Code of the initiative"), ""),
    "indicator": (_("Code of the indicator; the table of indicators says what it measures"), ""),
    "subject_kind": (_("Whom it is about: community, organization, area, or partner_set (partners added up)"), ""),
    "subject_code": (_("Code of the community’s area, the organization or the area; a set names its partners"), ""),
    "subject_name": (_("Its name on the day of the export"), ""),
    "group": (_("Code of the group of people; all is everybody"), ""),
    "group_name": (_("Its name"), ""),
    "period_start": (_("First day that the figure speaks of"), _("date, year-month-day")),
    "period_end": (_("Last day that the figure speaks of"), _("date, year-month-day")),
    "period_name": (_("Name of a cohort or a period of its own; empty where the calendar names it"), ""),
    "numerator": (_("What was counted"), _("the indicator’s counting unit")),
    "denominator": (_("What it is counted out of"), ""),
    "value": (_("The figure itself: of a share or rate, numerator by denominator, times per"), UNIT),
    "lower": (_("What it is at least, where that was said instead of a number, or the source’s interval"), UNIT),
    "upper": (_("What it is at most, likewise"), UNIT),
    "presence": (_("number, not_applicable, or suppressed (hidden by the source)"), ""),
    "status": (_("normal, provisional, estimated or revised"), ""),
    "shown_as": (_("exact, rounded (to 5), low or high (as a bound near 0 or near all)"), ""),
    "hidden": (_("The word hidden where the figure is held back to protect people; such a row holds no number"), ""),
    "contributors": (_("How many parts of a total have sent a number"), _("parts")),
    "expected": (_("Of how many parts a number was expected"), _("parts")),
    "coverage": (_("How much of a total has arrived"), _("share from 0 to 1")),
}  # fmt: skip
INDICATOR_COLUMNS = [
    "indicator", "name", "outcome", "level", "kind", "counting_unit", "unit", "per", "decimals", "polarity",
    "frequency", "adds_up_over_partners", "unduplicated_within", "state", "version", "definition", "method", "source",
    "source_url", "version_note", "breaks_series_on", "attribution",
]  # fmt: skip
GROUP_COLUMNS = ["group", "group_name", "dimension", "dimension_name", "partitions", "category", "category_name"]
COLUMN_COLUMNS = ["column", "meaning", "unit"]


def columns() -> Iterator[list[Value]]:
    """Each column of the figures with its meaning and unit."""
    for name, (meaning, unit) in COLUMNS.items():
        yield [name, str(meaning), str(unit)]


def indicators(adoptions: Sequence[Adoption], tenant: Tenant) -> Iterator[list[Value]]:
    """Each indicator with each version of its definition, the latest first; one query."""
    outcomes = {each.indicator_id: each.outcome.slug for each in adoptions}
    versions = IndicatorVersion.objects.filter(indicator__in=outcomes).select_related("indicator")
    for version in versions.order_by("indicator__code", "-number"):
        indicator: Indicator = version.indicator
        yield [
            indicator.code, indicator.name, outcomes[indicator.pk], indicator.level, indicator.kind,
            indicator.counting_unit, indicator.unit, indicator.per, indicator.decimals, indicator.polarity,
            indicator.frequency, indicator.adds_over_partners, indicator.unduplicated_within, indicator.state,
            version.number, version.definition, version.method, version.source, version.source_url, version.note,
            version.breaks_series_on, tenant.attribution,
        ]  # fmt: skip


def groups() -> Iterator[list[Value]]:
    """Each group with the categories that it is made of; one query."""
    parts = BreakdownCategory.objects.order_by("breakdown__code", "category__dimension__code").values_list(
        "breakdown__code", "breakdown__name", "category__dimension__code", "category__dimension__name",
        "category__dimension__partitions", "category__code", "category__name",
    )  # fmt: skip
    for code, name, dimension, dimension_name, partitions, category, category_name in parts:
        yield [code, name, dimension, dimension_name, "yes" if partitions else "no", category, category_name]


def notes(*, sees_all: bool) -> list[str]:
    """What whoever opens the file must know of it."""
    said = [
        str(WHY_HIDDEN),
        str(_("A row with the word hidden says that there is a figure, and nothing of how large it is.")),
        str(_("A figure that nobody has sent has no row. A zero is a number.")),
        str(
            _("Text that begins with = + - or @ has an apostrophe before it, so that no program runs it as a formula.")
        ),
    ]
    if sees_all:
        said.insert(
            0,
            str(_("This holds figures that are not released, as the data manager sees them: do not pass them on.")),
        )
    return said
