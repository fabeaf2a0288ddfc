"""What is done in the demo's North East, by whom, and what needs what? The figures are real, all of this is made up."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative, Organization, Strategy
from measurement.models import Indicator
from workgroups.models import Activity, Group
from workgroups.services.activities import Plan, plan_activity, stop_activity
from workgroups.services.details import aim_at, count_day, need, reach_milestone, set_milestone, take_part

SCHOOL_YEAR = (date(2024, 9, 1), date(2025, 8, 31))
CARE_YEAR = (date(2024, 4, 1), date(2025, 3, 31))


@dataclass(frozen=True, slots=True)
class Invented:
    """One activity; days count from today, parts are of organizations by their codes."""

    name: str
    what: str
    strategy: str
    doer: str
    starts: int
    ends: int | None = None
    parts: dict[str, list[str]] = field(default_factory=dict)
    aims: dict[str, str] = field(default_factory=dict)
    milestones: list[tuple[str, int, bool]] = field(default_factory=list)
    needs: dict[str, str] = field(default_factory=dict)
    is_existing: bool = False
    goal: int | None = None


ACTIVITIES = [
    Invented(
        "Speech in every nursery", "Health visitors and nursery staff listen to each two-year-old together, once.",
        "Ready for school", "early-years", -200, 300, parts={"leads": ["LA929"], "supports": ["LA394", "LA841"]},
        aims={"EY05": "Communication has come back least since the new profile."},
        milestones=[("Listening sheet agreed", -120, True), ("Forty nurseries trained", 40, False)],
    ),
    Invented(
        "Letters that invite", "Schools write in plain words what is missed, before the third absence.",
        "In school every day", "attendance", -150, 120, parts={"leads": ["LA840"], "supports": ["LA392", "LA391"]},
        aims={"AT02": "Persistent absence stays far above where it was before 2020."},
        milestones=[("First five schools", -90, True), ("What came of it, in figures", -10, False)],
    ),
    Invented(
        "Breakfast before the bell", "Free breakfast from eight in schools with the most absences.",
        "In school every day", "LA806", -900, is_existing=True, parts={"supports": ["kittiwake", "staithes"]},
        aims={"AT02": "Mondays are the days that are missed most."},
    ),
    Invented(
        "Mentors in year 9", "One adult for each pupil who misses a day a week, from outside the school.",
        "In school every day", "kittiwake", 25, 400, parts={"supports": ["LA808"], "planned": ["LA393", "LA807"]},
        aims={"AT03": "Severe absence has never been higher."},
        needs={"Letters that invite": "Pupils are found by the same lists that the letters are sent by."},
    ),
    Invented(
        "Named adviser until 21", "Each care leaver keeps one adviser from 16 to 21, whatever the address.",
        "A way on at 16 and 19", "LA390", -400, 330, parts={"supports": ["LA391", "LA394"]},
        aims={"CA01": "Half of our care leavers are in education, work or training, and have been for years."},
        milestones=[("All advisers named", -30, True)],
    ),
    Invented(
        "Apprenticeships without a guarantor", "Employers take on ten care leavers; the foundation stands in for rent.",
        "A way on at 16 and 19", "apprenticeships-for-care-leavers", -60, 240,
        parts={"leads": ["tyne-employers"], "supports": ["kittiwake", "staithes"]},
        aims={"CA01": "Half of our care leavers are in education, work or training, and have been for years."},
        needs={"Rent guarantee": "Without it the landlords ask for a guarantor that nobody has."},
        milestones=[("Three employers say yes", 20, False)],
    ),
    Invented(
        "Rent guarantee", "The foundation guarantees a year's rent for care leavers in work or training.",
        "A way on at 16 and 19", "staithes", -300, 60,
    ),
    Invented(
        "Registry week", "In one week every partner asks who is between school and work, door by door.",
        "A way on at 16 and 19", "after-16", -4, 3, parts={"supports": ["LA390", "LA391", "LA394", "LA393"]},
        aims={"PO07": "For one in twenty it is not even known where they are."}, goal=400,
    ),
]  # fmt: skip
STOPPED = ("Rent guarantee", "The board waits for the auditor's word on guarantees.")
COUNTED = [(-4, 61), (-3, 74), (-2, 58), (-1, 90)]


def plan(by: Actor) -> None:
    """Plan all of it; one was stopped since, and another, which needs it, is at risk."""
    initiative = Initiative.objects.get(slug="north-east")
    made: dict[str, Activity] = {}
    for each in ACTIVITIES:
        made[each.name] = _plan(initiative, each, by)
    for each in ACTIVITIES:
        for name, because in each.needs.items():
            need(made[each.name], made[name], because=because, by=by)
    name, because = STOPPED
    today = initiative.today()
    for days, count in COUNTED:
        count_day(made["Registry week"], today + timedelta(days=days), count, by=by)
    stop_activity(made[name], stopped_on=today - timedelta(days=6), because=because, by=by)


def _plan(initiative: Initiative, each: Invented, by: Actor) -> Activity:
    today = initiative.today()
    strategy = Strategy.objects.get(initiative=initiative, name=each.strategy)
    organizations = {one.code: one for one in Organization.objects.filter(active_to=None)}
    doer = organizations.get(each.doer) or Group.objects.get(initiative=initiative, slug=each.doer)
    said = Plan(
        each.name, each.what, strategy, today + timedelta(days=each.starts),
        None if each.ends is None else today + timedelta(days=each.ends),
        kind=Activity.Kind.CAMPAIGN if each.goal else Activity.Kind.ACTIVITY, is_existing=each.is_existing,
        goal=each.goal, goal_unit="young people asked" if each.goal else "",
        outcomes=[served.outcome for served in strategy.outcomes.select_related("outcome")],
    )  # fmt: skip
    activity = plan_activity(initiative, doer, said, by=by)
    for part, codes in each.parts.items():
        for code in codes:
            take_part(activity, organizations[code], part, by=by)
    for code, because in each.aims.items():
        period = CARE_YEAR if code == "CA01" else SCHOOL_YEAR if code != "PO07" else None
        aim_at(activity, Indicator.objects.get(code=code), because=because, period=period, by=by)
    for name, days, is_reached in each.milestones:
        due_on = today + timedelta(days=days)
        milestone = set_milestone(activity, name, due_on, by=by)
        if is_reached:
            reach_milestone(milestone, reached_on=due_on, by=by)
    return activity
