"""Which common agenda has the demo? One adopted with a dissent, signed by some, and the next open for comment.

Organizations are real; what their people say here is invented.
"""

from datetime import timedelta
from typing import Any

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.roles import Role
from communications.agenda.selectors import committee_of
from communications.demo import people
from initiatives.models import AgendaVersion, Cause, Initiative, Organization, Outcome, Section
from initiatives.services import agenda, agenda_words, causes, signoffs, strategies, understanding

NAME = "Pathway from cradle to career"
REACH: dict[str, Any] = {"population": "children and young people from birth to 25", "until_year": 2035}
STRATEGIES = [
    (
        "One trusted adult for every child",
        "Whoever is at risk of dropping out has one adult who stays, come what may.",
        ["secondary"],
    ),
    (
        "Ready for school", "Health visitors, nurseries and parents work from the same five signs of a good start.",
        ["early-years", "child-health"],
    ),
    (
        "In school every day", "Absence is followed up on the first day, by somebody who can help and not only count.",
        ["attendance-and-inclusion", "secondary"],
    ),
    (
        "A way on at 16 and 19", "Colleges and employers keep places open for those who come late, or come back.",
        ["post-16-and-transition", "children-in-care-and-youth-justice"],
    ),
]  # fmt: skip
SECTIONS = {
    Section.GUIDING_QUESTION: "How do we make sure that no child in the North East falls behind for want of somebody"
    " who notices in time?",
    Section.UNDERSTANDING: "Children here start school nearly as ready as elsewhere, and leave it with less. The gap"
    " opens between 11 and 16, and widest for those in care and those who miss school.\n\nNo single service sees the"
    " whole way: each sees its own years, and hands over on paper.",
    Section.VISION: "By 2035 a child’s chances in the North East depend neither on the postcode nor on what the"
    " parents earn.",
    Section.BOUNDARIES: "",
    Section.GOALS: "",
    Section.STRATEGIES: "",
    Section.JOINT_APPROACH: "We measure the same things in the same way, meet every two months with the figures on the"
    " table, and change what does not work. No partner’s programme is favoured; credit goes to all.",
}
BOUNDARIES = [
    (True, "Children and young people from birth to 25", "The gap opens at every hand-over, also after 16."),
    (True, "All twelve local authorities of the region", "Families move between them; services should not lose them."),
    (False, "The curriculum", "Schools answer for it to others, and are good at it."),
    (False, "New buildings", "They would use up the patience that people have."),
]
GOALS = [
    (True, "More young people in education, employment or training at 16 and 17", "Post-16 and transition"),
    (True, "Fewer pupils who miss a tenth of school or more", "Attendance and inclusion"),
    (True, "More children with a good level of development at five", "Early years"),
    (False, "More care leavers who study or work at 19 to 21", "Children in care and youth justice"),
]
# Name, how it is known, what it drives (outcomes or causes above it), which strategies act on it.
CAUSES = [
    ("Pupils miss many days of school", "Our own indicator of persistent absence.",
     ["Attendance and inclusion", "Secondary"], ["In school every day"]),
    ("Anxiety is not treated in time", "Sunderland’s schools ask at each first day of absence.",
     ["Pupils miss many days of school"], []),
    ("No bus goes in the morning", "Said by rural schools; nobody has counted it yet.",
     ["Pupils miss many days of school"], []),
    ("No adult stays with a child from service to service", "Partners’ own definitions of the problem.",
     ["Secondary", "Anxiety is not treated in time"], ["One trusted adult for every child"]),
    ("Young people see nothing to look forward to", "Partners’ own definitions of the problem.",
     ["Post-16 and transition", "Pupils miss many days of school"], ["A way on at 16 and 19"]),
]  # fmt: skip
DISSENT = (
    "I share the goals. I do not share that school attendance is led by a group of its own: in rural areas buses keep"
    " children away, and nobody who runs them sits here."
)
SEEN = [
    ("LA390", "Too many families are known to five services and trusted by none.", "One plan for each family."),
    ("LA394", "Young people leave school without knowing anybody who works in a trade that is hiring.",
     "Every pupil has met ten employers by 16."),
    ("LA806", "Absence is a symptom. The cause is anxiety that nobody treats for eighteen months.",
     "Help within four weeks."),
]  # fmt: skip
SIGNED = [
    ("LA390", "Rita Okafor", "Chief Executive", "Two family workers stay with the pathway until 2028.", {}),
    ("LA394", "Sam Iqbal", "Chief Executive", "",
     {Section.BOUNDARIES.value: "We would have the curriculum of technical education inside."}),
    ("LA806", "Ruth Coates", "Director of Children’s Services", "", {}),
]  # fmt: skip


def name_strategies(by: Actor) -> None:
    """The strategies come first: groups form around them, and the committee adopts the agenda."""
    initiative = Initiative.objects.get(slug="north-east")
    outcomes = {each.slug: each for each in Outcome.objects.filter(initiative=initiative)}
    for name, text, served in STRATEGIES:
        strategies.add_strategy(initiative, name, description=text, outcomes=[outcomes[slug] for slug in served], by=by)


def fill() -> None:
    """The agenda of the first initiative, through its services; the day is today."""
    initiative = Initiative.objects.get(slug="north-east")
    priya, by_code = _actor("priya@northern.example"), {each.code: each for each in Organization.objects.all()}
    outcomes = list(Outcome.objects.filter(initiative=initiative))
    for code, problem, goal in SEEN:
        by = _representative(code, by_code[code])
        understanding.define_problem(initiative, by_code[code], problem=problem, goal=goal, by=by)
    _differ(initiative, by_code, priya)
    adopted = _adopt(initiative, outcomes, priya)
    for code, name, title, commitment, reservations in SIGNED:
        signoffs.sign_off(
            adopted, by_code[code], name=name, title=title, commitment=commitment, reservations=reservations,
            ends_on=initiative.today() + timedelta(days=365 * 3), by=_representative(code, by_code[code]),
        )  # fmt: skip
    _drive(initiative, outcomes, priya)
    _next(initiative, by_code, priya)


def _adopt(initiative: Initiative, outcomes: list[Outcome], priya: Actor) -> AgendaVersion:
    first = agenda.start_draft(initiative, name=NAME, **REACH, by=priya)
    for kind, text in SECTIONS.items():
        agenda_words.write_section(first, kind, text, version=1, by=priya)
    for is_inside, what, because in BOUNDARIES:
        agenda_words.add_boundary(first, is_inside=is_inside, what=what, because=because, by=priya)
    by_name = {each.name: each for each in outcomes}
    for is_primary, statement, outcome in GOALS:
        agenda_words.put_goal(first, statement=statement, is_primary=is_primary, outcome=by_name[outcome], by=priya)
    agenda.open_for_comment(first, until=initiative.today(), by=priya)
    paolo = _actor("paolo@gateshead.example")
    gateshead = Organization.objects.get(code="LA390")
    said = agenda.comment_on_section(
        first, Section.VISION, "Name a year. A vision without one is a wish.", organization=gateshead, is_proposal=True,
        by=paolo,
    )  # fmt: skip
    agenda.answer_comment(said, became="taken_up", answer="2035, when those born now finish school.", by=priya)
    committee = committee_of(initiative)
    for held in committee:
        differs = held.membership.user.email == "ruth@northern.example"
        agenda.take_position(
            first, stand="dissent" if differs else "consent", words=DISSENT if differs else "",
            membership=held.membership, seat_of=held.seat.organization, by=Actor.of_membership(held.membership),
        )  # fmt: skip
    return agenda.adopt(first, committee=[held.membership_id for held in committee], by=priya)


def _drive(initiative: Initiative, outcomes: list[Outcome], priya: Actor) -> None:
    """What the partners believe drives what; the arrows are theirs, and prove nothing."""
    by_name = {each.name: each for each in outcomes}
    acting = {each.name: each for each in initiative.strategies.all()}
    drawn: dict[str, Cause] = {}
    for name, evidence, drives, acted_on in CAUSES:
        said = causes.Drawn(
            name,
            evidence,
            outcomes=[by_name[each] for each in drives if each not in drawn],
            causes=[drawn[each] for each in drives if each in drawn],
            strategies=[acting[each] for each in acted_on],
        )
        drawn[name] = causes.add_cause(initiative, said, by=priya)


def _next(initiative: Initiative, by_code: dict[str, Organization], priya: Actor) -> None:
    second = agenda.start_draft(
        initiative, name=NAME, change_note="Transport comes inside the boundaries, after a dissent.", **REACH, by=priya
    )
    agenda_words.add_boundary(
        second, is_inside=True, what="The way to school", by=priya,
        because="Where no bus goes, attendance is not a matter of will.",
    )  # fmt: skip
    agenda.open_for_comment(second, until=initiative.today() + timedelta(days=21), by=priya)
    agenda.comment_on_section(
        second, Section.BOUNDARIES, "Say “the way to school and college”: the same buses.", is_proposal=True,
        organization=by_code["LA390"], by=_actor("paolo@gateshead.example"),
    )  # fmt: skip


def _differ(initiative: Initiative, by_code: dict[str, Organization], priya: Actor) -> None:
    cause = understanding.raise_difference(
        initiative, title="What keeps children away from school",
        description="Two partners see anxiety as the cause, one the lack of anything to look forward to.",
        parties=[by_code["LA806"], by_code["LA394"]], by=priya,
    )  # fmt: skip
    understanding.move_difference(
        cause, state="discussed", text="Both causes are asked about in the follow-up of the first day.", by=priya
    )
    understanding.raise_difference(
        initiative, title="Who answers for those who move between authorities",
        description="The one they leave, or the one they come to?", parties=[by_code["LA390"], by_code["LA394"]],
        by=priya,
    )  # fmt: skip


def _representative(code: str, organization: Organization) -> Actor:
    email, name = REPRESENTATIVES[code]
    return Actor.of_membership(people.partner_person(email, name, organization, Role.REPRESENTATIVE))


REPRESENTATIVES = {
    "LA390": ("rita@gateshead.example", "Rita Okafor"),
    "LA394": ("sam@sunderland.example", "Sam Iqbal"),
    "LA806": ("ruth@northern.example", "Ruth Coates"),
}


def _actor(email: str) -> Actor:
    return Actor.of_membership(Membership.objects.get(user__email=email))
