"""What do the groups of the demo's North East try, and what have they learnt? All of it is made up, people too."""

from datetime import date, timedelta

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from initiatives.models import Initiative, Organization
from measurement.models import Indicator
from workgroups.models import Activity, Cycle, Group, Naming
from workgroups.services import consent, cycle_notes, cycles, lessons

SCHOOL_YEAR = (date(2024, 9, 1), date(2025, 8, 31))
CARE_YEAR = (date(2024, 4, 1), date(2025, 3, 31))


def tell() -> None:
    """A chain of two cycles on absence, one that was abandoned, and what was learnt from them."""
    initiative = Initiative.objects.get(slug="north-east")
    letters = _letters(initiative)
    _shop(initiative)
    _lessons(initiative, letters)


def _actor(email: str) -> Actor:
    return Actor.of_membership(Membership.objects.get(user__email=email))


def _letters(initiative: Initiative) -> Cycle:
    """A letter that accuses became one that invites, and a call came before it."""
    today, wes = initiative.today(), _actor("wes@northern.example")
    group = Group.objects.get(initiative=initiative, slug="attendance")
    absence = Indicator.objects.get(code="AT02")
    trial = cycles.Trial(
        "Families open the letter and ring the school", today - timedelta(days=140), [absence],
        Activity.objects.get(initiative=initiative, name="Letters that invite"),
    )  # fmt: skip
    first = cycles.start_cycle(group, trial, by=wes)
    cycle_notes.say(first, "plan", "Five schools write in plain words what is missed, before the third absence. We "
                    "expect that half of the families ring back within a week.", by=wes)  # fmt: skip
    cycles.go_on(first, "do", by=wes)
    cycle_notes.say(first, "do", "212 letters in six weeks. Two schools sent them by post, three by text.", by=wes)
    cycle_notes.note_change(first, today - timedelta(days=120), "the day of the letter from Monday to Thursday",
                            "on Mondays it arrived when the child was ill already", by=wes)  # fmt: skip
    cycles.go_on(first, "evidence", by=wes)
    cycle_notes.bring_figure(first, absence, *SCHOOL_YEAR, "One year is too long to see six weeks in. The five schools "
                             "count 64 families who rang back, of 212.", by=wes)  # fmt: skip
    cycle_notes.tell_story(first, "A grandmother said: nobody had ever asked me to come in before you were angry.",
                           by=wes)  # fmt: skip
    cycles.go_on(first, "communicate", by=wes)
    cycle_notes.tell(first, today - timedelta(days=70), "Heads of schools", "Their Thursday breakfast",
                     "What the letter says, who rang back, and that they were fewer than hoped.", by=wes)  # fmt: skip
    because = "Three in ten rang back and not half. Those who did had been called before: so the call comes first."
    second = cycles.decide(first, "adapt", because, next_aim="A call comes before the letter", by=wes)
    assert second is not None
    cycle_notes.say(second, "plan", "The same five schools ring first, for six weeks, by one person whom the families "
                    "know.", by=wes)  # fmt: skip
    cycles.go_on(second, "do", by=wes)
    gwen = Membership.objects.get(user__email="gwen@northern.example")
    cycle_notes.tell_story(second, "Gwen Parry rang one family eleven times. The twelfth time they rang her.",
                           people=[gwen], by=wes)  # fmt: skip
    return second


def _shop(initiative: Initiative) -> None:
    """What did not work is told like everything else."""
    today, ines = initiative.today(), _actor("ines@northern.example")
    group = Group.objects.get(initiative=initiative, slug="apprenticeships-for-care-leavers")
    care = Indicator.objects.get(code="CA01")
    trial = cycles.Trial("Care leavers meet employers in a shop in town", today - timedelta(days=50), [care])
    cycle = cycles.start_cycle(group, trial, by=ines)
    cycle_notes.say(cycle, "plan", "An empty shop, two afternoons a week, one employer each time.", by=ines)
    cycles.go_on(cycle, "do", by=ines)
    cycle_notes.say(
        cycle, "do", "Eight afternoons. Eleven young people came, nine of them with their adviser.", by=ines
    )
    cycles.decide(cycle, "abandon", "Nobody comes alone to a door that they do not know. The adviser is the door: the "
                  "employers now come to the advisers.", by=ines)  # fmt: skip


def _lessons(initiative: Initiative, letters: Cycle) -> None:
    groups = {each.slug: each for each in Group.objects.filter(initiative=initiative)}
    attendance, after_16 = groups["attendance"], groups["after-16"]
    wes, rita, ines = (_actor(f"{each}.example") for each in ("wes@northern", "rita@gateshead", "ines@northern"))
    absence, care = (Indicator.objects.get(code=code) for code in ("AT02", "CA01"))
    told = [
        (wes, lessons.Told(
            "A letter alone brings three in ten families to the telephone",
            "Five schools wrote in plain words before the third absence: 64 of 212 families rang back.",
            "The words matter less than who is behind them. Families who knew a voice rang back; so ring first.",
            "partly", attendance, strategy=attendance.strategy, activity=letters.activity, cycle=letters,
            indicators=[absence],
        )),
        (ines, lessons.Told(
            "A shop in town does not bring care leavers to employers",
            "Eight afternoons in an empty shop: eleven young people came, nine of them with their adviser.",
            "Do not build a new door. Go through the one that is there: the adviser whom they trust.",
            "no", groups["apprenticeships-for-care-leavers"], strategy=after_16.strategy, indicators=[care],
        )),
        (rita, lessons.Told(
            "One adviser from 16 to 21, whatever the address",
            "Since all advisers are named, nobody has been lost in the year in which they leave their placement.",
            "It costs nothing but the discipline not to hand over. Put the name in writing, and tell the young person.",
            "yes", Organization.objects.get(code="LA390"), strategy=after_16.strategy, indicators=[care],
            organizations=[Organization.objects.get(code="LA390")],
        )),
        (wes, lessons.Told(
            "What two groups at two tables cost us",
            "Attendance and exclusions met apart for two years, about the same pupils. Ruth Coates carried word.",
            "When one person has to carry word between two groups, make them one.",
            "no", attendance, strategy=attendance.strategy,
            people=[Membership.objects.get(user__email="ruth@northern.example")],
        )),
    ]  # fmt: skip
    for by, each in told:
        lessons.tell_lesson(initiative, each, is_published=True, by=by)
    gwen = _actor("gwen@northern.example")
    related = ("lesson__initiative", "story__cycle__group__initiative", "membership", "organization")
    for naming in Naming.objects.filter(membership__user=gwen.user_id, consented_at=None).select_related(*related):
        consent.answer(naming, consents=True, by=gwen)
