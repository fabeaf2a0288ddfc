"""Who sits together in the demo's North East? A committee, working groups with a history, a subgroup. All made up."""

from datetime import date, timedelta

from backbone.tenancy.actors import Actor
from communications.demo import people
from initiatives.models import Initiative, Organization, Sector, Strategy, Subject
from workgroups.models import Group, Seat, SeatHolder
from workgroups.services.endings import merge_groups
from workgroups.services.groups import form_group, write_charter
from workgroups.services.seats import give_seat, make_seat

Kind, Function, Level = Group.Kind, Seat.Function, SeatHolder.Level
# Partners from the other sectors; they send no figures.
OTHERS = [
    ("tyne-employers", "Tyne and Wear Employers", "business"),
    ("kittiwake", "Kittiwake Youth Trust", "nonprofit"),
    ("staithes", "Staithes Foundation", "philanthropy"),
]
COMMITTEE = [
    ("stella@northern.example", "Stella Marsh", "LA840", Function.CHAIR, "Chief Executive", Level.CHIEF_EXECUTIVE, 60),
    ("tom@northern.example", "Tom Adeyemi", "LA391", Function.MEMBER, "Chief Executive", Level.CHIEF_EXECUTIVE, 700),
    (
        "ruth@northern.example", "Ruth Coates", "LA806", Function.MEMBER, "Director of Children's Services",
        Level.DIRECTOR, 400,
    ),
    (
        "hugh@northern.example", "Hugh Ferris", "tyne-employers", Function.MEMBER, "Chief Executive",
        Level.CHIEF_EXECUTIVE, 400,
    ),
    ("amina@northern.example", "Amina Sayed", None, Function.MEMBER, "Care leaver", Level.LIVED_EXPERIENCE, 400),
]  # fmt: skip
ATTENDANCE = [
    ("wes@northern.example", "Wes Dalton", "LA840", Function.CHAIR, "Chair", Level.DIRECTOR, None),
    ("gwen@northern.example", "Gwen Parry", "LA392", Function.MEMBER, "Attendance lead", Level.MANAGER, None),
    ("ruth@northern.example", "Ruth Coates", "LA806", Function.MEMBER, "Link to the committee", Level.DIRECTOR, None),
    ("jo@northern.example", "Jo Lister", None, Function.COACH, "Improvement coach", Level.PRACTITIONER, None),
]
AFTER_16 = [
    ("hugh@northern.example", "Hugh Ferris", "tyne-employers", Function.CHAIR, "Chair", Level.CHIEF_EXECUTIVE, None),
    ("rita@gateshead.example", "Rita Okafor", "LA390", Function.MEMBER, "Head of care leavers", Level.MANAGER, 300),
    ("ines@northern.example", "Ines Duarte", "kittiwake", Function.MEMBER, "Programme lead", Level.PRACTITIONER, None),
]
APPRENTICES = [
    ("ines@northern.example", "Ines Duarte", "kittiwake", Function.CHAIR, "Convenor", Level.PRACTITIONER, None),
    ("amina@northern.example", "Amina Sayed", None, Function.MEMBER, "Care leaver", Level.LIVED_EXPERIENCE, None),
]
EARLY = [("tess@northern.example", "Tess Moran", "LA929", Function.CHAIR, "Chair", Level.DIRECTOR, None)]


def form(by: Actor) -> None:
    """Form the groups in the order in which they came, merge two of them, and give every seat to somebody."""
    initiative = Initiative.objects.get(slug="north-east")
    strategies = {each.name: each for each in Strategy.objects.filter(initiative=initiative)}
    _others()

    def group(kind: str, name: str, formed_on: date, strategy: str = "", parent: Group | None = None) -> Group:
        return form_group(
            initiative, kind, name, formed_on=formed_on, strategy=strategies.get(strategy), parent=parent,
            purpose=PURPOSES.get(name, ""), by=by,
        )  # fmt: skip

    committee = group(Kind.STEERING_COMMITTEE, "Steering committee", date(2023, 1, 18))
    attendance = group(Kind.WORKING_GROUP, "Attendance", date(2023, 3, 1), "In school every day")
    exclusions = group(Kind.WORKING_GROUP, "Suspensions and exclusions", date(2023, 3, 1), "In school every day")
    after_16 = group(Kind.WORKING_GROUP, "After 16", date(2023, 5, 9), "A way on at 16 and 19")
    apprentices = group(Kind.SUBGROUP, "Apprenticeships for care leavers", date(2025, 2, 3), parent=after_16)
    early = group(Kind.WORKING_GROUP, "Early years", date(2024, 9, 12), "Ready for school")
    merge_groups(
        [exclusions], attendance, took_effect_on=date(2025, 9, 1), brings_seats=False, by=by,
        because="The same pupils, the same schools, and the same people at two tables.",
    )  # fmt: skip
    for seated, members in (
        (committee, COMMITTEE), (attendance, ATTENDANCE), (after_16, AFTER_16), (apprentices, APPRENTICES),
        (early, EARLY),
    ):  # fmt: skip
        for member in members:
            _seat(seated, *member, by=by)
    make_seat(committee, organization=Organization.objects.get(code="kittiwake"), made_on=date(2025, 9, 1), by=by)
    write_charter(committee, by=by, **CHARTERS["committee"])
    write_charter(attendance, by=by, **CHARTERS["attendance"] | {"meets": "Once a month"})
    write_charter(attendance, by=by, **CHARTERS["attendance"])


def _others() -> None:
    sectors = {each.code: each for each in Sector.objects.all()}
    for code, name, sector in OTHERS:
        made = Organization.objects.create(code=code, name=name, sector=sectors[sector])
        Subject.objects.create(organization=made)


def _seat(
    group: Group, email: str, name: str, code: str | None, function: str, title: str, level: str, days: int | None,
    *, by: Actor,
) -> None:  # fmt: skip
    """A seat with its holder; the term ends so many days from today."""
    today = group.initiative.today()
    seat = make_seat(
        group, organization=Organization.objects.get(code=code) if code else None, function=function, title=title,
        is_lived_experience=level == Level.LIVED_EXPERIENCE, made_on=group.formed_on or today, by=by,
    )  # fmt: skip
    give_seat(
        seat, people.person(email, name), held_from=group.formed_on or today, level=level, by=by,
        term_ends_on=None if days is None else today + timedelta(days=days),
    )  # fmt: skip


PURPOSES = {
    "Steering committee": "Keeps the common agenda, looks at the figures four times a year, and takes obstacles away.",
    "Attendance": "Fewer children who miss a tenth of their schooling, and fewer who are sent home.",
    "After 16": "Nobody leaves school or care without knowing where to go on Monday.",
    "Early years": "Children come to school talking, dry and curious.",
}
CHARTERS = {
    "committee": {
        "purpose": "We answer for the common agenda together. Each of us can decide for the organization that sent us.",
        "deciding": "By consent: a proposal stands when nobody has a reasoned objection. Interests are declared first.",
        "meets": "Four times a year, and when two members ask for it",
        "expectations": "Come yourself, and take one thing home that your organization will do otherwise.",
    },
    "attendance": {
        "purpose": "To find out why pupils stay away, to try small things in a few schools, and to spread what works.",
        "deciding": "By consent in the meeting; the chair decides between meetings and tells all.",
        "meets": "Every two weeks for two hours, with something to eat",
        "expectations": "Bring one figure and one story. Say what did not work.",
    },
}
