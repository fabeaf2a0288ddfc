"""How does the demo's backbone plan its year, assess itself, and ask its partners? People and answers are invented.

The facts of the assessment are those of the demo's own rows.
"""

from datetime import date, timedelta
from decimal import Decimal

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from communications.office.presenters import facts_to_keep
from communications.office.selectors import asked_in
from initiatives.models import Initiative, Organization, StaffPosition
from initiatives.rules.office import ALL_STATEMENTS
from initiatives.rules.pulse import QUESTIONS
from initiatives.services import assessments, office, pulse

STAFF = [
    ("priya@northern.example", "", "Project manager", "1", ["direction", "dialogue", "funds"], None),
    ("dana@northern.example", "", "Data manager", "0.8", ["data"], None),
    ("fay@northern.example", "", "Facilitator", "0.6", ["dialogue", "outreach"], None),
    ("", "Nell Archer", "Education coordinator", "0.5", ["outreach", "communication"], "staithes"),
]
# (function, what, months from today, who, state, why)
PLAN = [
    ("direction", "Bring transport inside the agenda, after a dissent", 1, "Project manager", "under_way", ""),
    ("direction", "A day on what we stop doing", 3, "Project manager", "planned", ""),
    ("dialogue", "Answer every comment on the agenda within a fortnight", 0, "Facilitator", "done", ""),
    ("data", "Every partner sees its own results before the committee does", -2, "Data manager", "done", ""),
    ("data", "Halve the fields that partners fill in twice", -1, "Data manager", "under_way", ""),
    ("communication", "One page on progress that schools can put on a wall", 2, "Education coordinator", "planned", ""),
    ("outreach", "A second seat for a care leaver on the committee", 4, "Facilitator", "planned", ""),
    (
        "outreach", "A stall at the county show", -3, "Education coordinator", "dropped",
        "Those whom we do not reach do not go there.",
    ),
]  # fmt: skip
PRIORITIES = [
    "No pupil misses a tenth of school without somebody who asks why",
    "Every care leaver has a named adult at 18",
    "Partners spend half as long on figures",
]
TITLE = "Spring"
# Who answered, how far they agree by question (1 to 5), and what some wrote.
ANSWERS = {
    "stella@northern.example": ("55445434", "Shorter papers, two days earlier."),
    "tom@northern.example": ("54343433", ""),
    "ruth@northern.example": ("43333323", "A word on buses that comes from those who run them."),
    "hugh@northern.example": ("44455444", "Tell employers what to do on Monday, not what to think."),
    "amina@northern.example": ("44534425", "Ask us before the draft is written, and pay for the day."),
    "wes@northern.example": ("55545545", ""),
    "gwen@northern.example": ("44443434", "The same pupils by school, not only by authority."),
    "ines@northern.example": ("33444344", ""),
    "tess@northern.example": ("44443334", "One log-in for everything."),
    "petra@sunderland.example": ("33443322", "Send the form with last year’s numbers in it."),
    "sam@sunderland.example": ("44333433", ""),
}
RATINGS = "334234332432332433233232"
EVIDENCE = {
    "dialogue-3": "Each proposal on the agenda stands with its answer.",
    "data-2": "Gateshead took its results to its own board in spring.",
    "outreach-1": "One seat of the committee is for somebody with lived experience, and it is held.",
    "funds-1": "The foundation has promised until the end of next year.",
}


def fill() -> None:
    """The office of the first initiative, through its services; the day is today."""
    initiative = Initiative.objects.get(slug="north-east")
    priya, today = _actor("priya@northern.example"), initiative.today()
    positions = _staff(initiative, today, priya)
    for function, what, months, title, state, because in PLAN:
        item = office.plan(initiative, year=today.year, function=function, what=what, by=priya)
        office.move_plan_item(
            item, state=state, because=because, by_when=today + timedelta(days=30 * months), position=positions[title],
            by=priya,
        )  # fmt: skip
    named = [
        office.name_priority(initiative, year=today.year, rank=rank, text=text, by=priya)
        for rank, text in enumerate(PRIORITIES, start=1)
    ]
    office.put_first(named[0], until=today + timedelta(days=37), by=priya)
    _ask(initiative, today, priya)
    _assess(initiative, today, priya)


def _staff(initiative: Initiative, today: date, by: Actor) -> dict[str, StaffPosition]:
    return {
        title: office.add_position(
            initiative, title=title, fte=Decimal(fte), held_from=date(today.year - 2, 9, 1), functions=functions,
            membership=_membership(email) if email else None, name=name, by=by,
            host=Organization.objects.get(code=host) if host else None,
        )
        for email, name, title, fte, functions, host in STAFF
    }  # fmt: skip


def _ask(initiative: Initiative, today: date, by: Actor) -> None:
    """One survey that is closed, with results; one that is open, and nobody has answered yet."""
    asked = asked_in(initiative)
    survey = pulse.open_pulse(initiative, title=f"{TITLE} {today.year}", closes_on=today, asked=asked, by=by)
    for email, (ratings, text) in ANSWERS.items():
        membership = _membership(email)
        pulse.answer_pulse(
            survey, ratings={key: int(rating) for key, rating in zip(QUESTIONS, ratings, strict=True)}, text=text,
            membership=membership, asked=asked, by=Actor.of_membership(membership),
        )  # fmt: skip
    pulse.close_pulse(survey, by=by)
    pulse.open_pulse(
        initiative, title=f"Autumn {today.year}", closes_on=today + timedelta(days=21), asked=asked, by=by, least=6
    )


def _assess(initiative: Initiative, today: date, by: Actor) -> None:
    assessment = assessments.open_assessment(initiative, year=today.year, by=by)
    rated = {
        key: (int(rating), EVIDENCE.get(key, "")) for key, rating in zip(ALL_STATEMENTS, RATINGS, strict=True)
    }  # fmt: skip
    assessments.rate(assessment, rated, by=by)
    assessments.close_assessment(assessment, facts=facts_to_keep(assessment, today), by=by)
    # The next one has begun: staff see how far it is.
    following = assessments.open_assessment(initiative, year=today.year + 1, by=by)
    assessments.rate(following, {ALL_STATEMENTS[0]: (3, "")}, by=by)


def _membership(email: str) -> Membership:
    return Membership.objects.get(user__email=email)


def _actor(email: str) -> Actor:
    return Actor.of_membership(_membership(email))
