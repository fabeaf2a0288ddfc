"""The first tenant of the demo: three regions, their local authorities, and the published figures."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant
from backbone.tenancy.roles import Role
from communications.demo import (
    activities,
    agenda,
    campaigns,
    cycles,
    definitions,
    groups,
    office,
    people,
    planning,
    reports,
    source,
    stories,
)
from initiatives.models import (
    Area,
    BenchmarkArea,
    Initiative,
    Observer,
    Organization,
    Outcome,
    Participation,
    Subject,
    Succession,
)
from initiatives.services.partners import add_usual_sectors
from measurement.models import (
    Adoption,
    Assignment,
    Breakdown,
    Category,
    Dimension,
    Entry,
    Indicator,
    IndicatorVersion,
    Obligation,
    Part,
)
from measurement.services.adoptions import set_baselines_to_first_point
from measurement.services.assignments import assign
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.loading import LoadRow, load_history
from measurement.services.review import accept_entries
from measurement.services.rounds import Request, open_round

SOURCE = "Department for Education, Office for National Statistics and others (Open Government Licence v3.0)"
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    "(Department for Education, Office for National Statistics and others)."
)
NOTICE = "Demonstration: figures are real; people and events are invented."
REGIONS = {"E12000001": "north-east", "E12000002": "north-west", "E12000003": "yorkshire-and-the-humber"}
BENCHMARKS = ["E92000001", "K02000001"]
COMPOSED = ["CA01", "CA03"]
HELD_BACK = (date(2024, 4, 1), date(2025, 3, 31))
# The early years profile changed in 2021/22: what came before cannot be compared.
BROKEN_BY_NEW_PROFILE = ["EY01", "EY02", "EY03", "EY04", "EY05"]
NEW_PROFILE_ON = date(2021, 9, 1)


def load(today: date) -> None:
    """Make the tenant; nothing of it is left when anything fails."""
    tenant = Tenant.objects.create(
        slug="northern-england", name="Northern England: cradle to career", notice=NOTICE, attribution=ATTRIBUTION
    )
    with scope.tenant(tenant.pk):
        dana = Actor.of_membership(people.backbone_staff())
        _places_and_partners(dana)
        _indicators(today)
        for initiative in Initiative.objects.order_by("pk"):
            _adopt_all(initiative)
        held_back = _load_figures(dana)
        for initiative in Initiative.objects.order_by("pk"):
            set_baselines_to_first_point(initiative)
            _open_round(initiative, held_back, today, dana)
        _people()
        priya = Actor.of_membership(Membership.objects.get(user__email="priya@northern.example"))
        agenda.name_strategies(priya)
        groups.form(priya)
        agenda.fill()
        definitions.fill(dana)
        planning.plan(dana)
        stories.tell(dana)
        activities.plan(priya)
        cycles.tell()
        reports.schedule_and_issue(Initiative.objects.get(slug="north-east"), today, priya)
        office.fill()
        campaigns.fill(priya)


def _places_and_partners(by: Actor) -> None:
    given = {row["code"]: row for row in source.rows("organizations")}
    areas: dict[str, Area] = {}
    for code in ["K02000001", "E92000001", *REGIONS]:
        areas[code] = Area.objects.create(code=code, name=given[code]["name"], parent=areas.get(given[code]["parent"]))
    Subject.objects.bulk_create(Subject(area=area) for area in areas.values())
    initiatives = {}
    for region, slug in REGIONS.items():
        initiatives[region] = Initiative.objects.create(
            slug=slug, name=areas[region].name, area=areas[region], time_zone="Europe/London",
            purpose="Every child and young person thrives, from cradle to career",
        )  # fmt: skip
        for position, code in enumerate(BENCHMARKS):
            BenchmarkArea.objects.create(initiative=initiatives[region], area=areas[code], position=position)
    partners = [row for row in given.values() if row["type"] == "local_authority"]
    sector = next(each for each in add_usual_sectors(by=by) if each.code == "government")
    made = {
        each.code: each
        for each in Organization.objects.bulk_create(
            Organization(
                code=row["code"], name=row["name"], active_from=row["active_from"] or None,
                active_to=row["active_to"] or None,
            )
            for row in partners
        )
    }  # fmt: skip
    Organization.objects.filter(code__in=made).update(sector=sector)
    Subject.objects.bulk_create(Subject(organization=each) for each in made.values())
    Participation.objects.bulk_create(
        Participation(
            initiative=initiatives[row["parent"]], organization=made[row["code"]],
            joined_on=row["active_from"] or None, left_on=row["active_to"] or None,
        )
        for row in partners
    )  # fmt: skip
    for successor in ("LA942", "LA943"):
        Succession.objects.create(predecessor=made["LA909"], successor=made[successor], took_effect_on=date(2023, 4, 1))


def _indicators(today: date) -> None:
    Breakdown.objects.create(code=Breakdown.ALL, name="All")
    _dimensions()
    for row in source.rows("indicators"):
        frequency = row["frequency"].split(" ")[0]
        indicator = Indicator.objects.create(
            code=row["code"], name=row["name"].replace("  ", " "), unit=row["unit"], decimals=int(row["decimals"] or 1),
            polarity=row["polarity"], frequency=frequency, year_starts_in=source.year_starts_in(row["year_type"]),
            usual_lag_days=source.usual_lag_days(date.fromisoformat(row["last_period"]), frequency, today),
            adds_over_partners="ratio_of_sums" if row["aggregation"].startswith("ratio") else "not_additive",
            **source.kind_of(row),
        )  # fmt: skip
        text = {
            "definition": row["definition"], "method": row["methodology"], "source": row["source"],
            "source_url": row["source_url"][:500],
        }  # fmt: skip
        IndicatorVersion.objects.create(indicator=indicator, number=1, **text)
        if row["code"] in BROKEN_BY_NEW_PROFILE:
            IndicatorVersion.objects.create(
                indicator=indicator, number=2, breaks_series_on=NEW_PROFILE_ON,
                note="The early years foundation stage profile was reformed in 2021/22.", **text,
            )  # fmt: skip


def _dimensions() -> None:
    found: dict[str, dict[str, None]] = {code: {} for code in source.DIMENSIONS}
    for row in source.rows("values"):
        for code in source.DIMENSIONS:
            if row[code]:
                found[code][row[code]] = None
    for code, name in source.DIMENSIONS.items():
        dimension = Dimension.objects.create(code=code, name=name, partitions=code not in source.OVERLAPPING)
        Category.objects.bulk_create(
            Category(dimension=dimension, code=each, name=each, position=position)
            for position, each in enumerate(found[code])
        )


def _adopt_all(initiative: Initiative) -> None:
    outcomes: dict[str, Outcome] = {}
    subjects = Subject.objects.filter(organization__participations__initiative=initiative).select_related(
        "organization"
    )
    themes = {row["code"]: row["theme"] for row in source.rows("indicators")}
    order = list(themes)
    for position, indicator in enumerate(sorted(Indicator.objects.all(), key=lambda each: order.index(each.code))):
        theme = themes[indicator.code]
        if theme not in outcomes:
            outcomes[theme] = Outcome.objects.create(
                initiative=initiative, slug=slugify(theme), name=theme, position=len(outcomes)
            )
        is_composed = indicator.code in COMPOSED
        adoption = Adoption.objects.create(
            initiative=initiative, indicator=indicator, outcome=outcomes[theme], position=position,
            composition=Adoption.Composition.OF_PARTS if is_composed else Adoption.Composition.OWN_SOURCE,
        )  # fmt: skip
        if is_composed:
            Part.objects.bulk_create(
                Part(
                    adoption=adoption, subject=subject, starts_on=subject.organization.active_from,
                    ends_on=subject.organization.active_to,
                )
                for subject in subjects
            )  # fmt: skip


def _load_figures(dana: Actor) -> dict[tuple[str, str], LoadRow]:
    """Load all but the counts that come in through the open rounds; those are returned by indicator and partner."""
    partners = set(Organization.objects.values_list("code", flat=True))
    held_back, loaded = {}, []
    for row in source.load_rows():
        period = (row.period_start, row.period_end)
        if row.indicator in COMPOSED and row.subject in partners and period == tuple(map(str, HELD_BACK)):
            held_back[(row.indicator, row.subject)] = row
        else:
            loaded.append(row)
    load_history(loaded, source=SOURCE, note="Published figures, as downloaded for the demo.", is_public=True, by=dana)
    return held_back


def _open_round(initiative: Initiative, held_back: dict[tuple[str, str], LoadRow], today: date, dana: Actor) -> None:
    """The open round: most partners are accepted, some have sent, some owe."""
    indicators = list(Indicator.objects.filter(code__in=COMPOSED).order_by("code"))
    partners = list(Organization.objects.filter(participations__initiative=initiative).order_by("code"))
    for adoption in Adoption.objects.filter(initiative=initiative, indicator__in=indicators):
        assign(Assignment(adoption=adoption), by=dana, now=timezone.now())
    opened = open_round(
        initiative, slug="year-to-march-2025", name="Year to 31 March 2025", opens_on=today - timedelta(days=19),
        due_on=today + timedelta(days=13), grace_days=3, closes_on=today + timedelta(days=27),
        requests=[Request(indicator, *HELD_BACK) for indicator in indicators], by=dana,
    )  # fmt: skip
    for number, partner in enumerate(partners):
        stage = "owed" if partner.code in OWED else STAGES[number % len(STAGES)]
        if stage != "owed":
            _send(opened.obligations.filter(provider=partner), held_back, partner, stage, dana)


# Of five partners three are accepted, one has sent and one owes; the partner of the demo's sign-in owes.
STAGES = ["accepted", "accepted", "sent", "accepted", "owed"]
OWED = ["LA390"]


def _send(
    obligations: QuerySet[Obligation],
    held_back: dict[tuple[str, str], LoadRow],
    partner: Organization,
    stage: str,
    dana: Actor,
) -> None:
    submitter = Actor.of_membership(
        people.partner_person(
            f"data@{slugify(partner.name)}.example", f"Data team, {partner.name}", partner, Role.DATA_SUBMITTER
        )
    )
    submission = None
    for owed in obligations.select_related("round__initiative", "provider", "indicator"):
        row = held_back.get((owed.indicator.code, partner.code))
        if row is None:
            continue
        typed = Typed(numerator=_plain(row.numerator), denominator=_plain(row.denominator), kept_because=KEPT)
        submission = save_entry(owed, typed, by=submitter).submission
    if submission is None:
        return
    send_submission(submission, by=submitter)
    if stage == "accepted":
        uids = list(Entry.objects.filter(submission=submission).values_list("uid", flat=True))
        accept_entries(uids, by=dana)


KEPT = "Checked against the return to the Department."


def _plain(value: Decimal | str | None) -> str:
    return "" if value is None else str(value)


def _people() -> None:
    """Somebody in each role at one partner, and an observer."""
    north_east = Initiative.objects.get(slug="north-east")
    by_code = {each.code: each for each in Organization.objects.all()}
    for email, name, code, role in PARTNERS_PEOPLE:
        people.partner_person(email, name, by_code[code], role)
    Observer.objects.create(
        initiative=north_east, membership=people.person("oscar@northern.example", "Oscar Lindqvist")
    )


PARTNERS_PEOPLE = [
    ("paolo@gateshead.example", "Paolo Ricci", "LA390", Role.DATA_SUBMITTER),
    ("rita@gateshead.example", "Rita Okafor", "LA390", Role.REPRESENTATIVE),
    ("vera@gateshead.example", "Vera Hughes", "LA390", Role.VIEWER),
    ("petra@sunderland.example", "Petra Lund", "LA394", Role.DATA_SUBMITTER),
]
