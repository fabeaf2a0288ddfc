"""What has the demo agreed on? Words, headlines, a proposal that waits for a word, and what replaced what. Invented."""

from datetime import date
from decimal import Decimal

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from communications.demo import source
from initiatives.models import Initiative
from initiatives.services.terms import agree_term, comment_on_term, propose_term
from measurement.models import Adoption, Dimension, Indicator, IndicatorDimension
from measurement.services.definitions import Definition, propose_indicator
from measurement.services.lives import activate_indicator, comment_on_indicator, retire_indicator
from measurement.services.targets import set_target

HEADLINES = ["EY01", "PR02", "SE01", "AT02", "PO07", "CA01"]
# A child is looked after by one authority, so that nobody counts twice in the sum over all of them.
GROUP_TARGET = (Decimal(60), date(2030, 8, 31))
COUNTS_ONCE = ["CA01", "CA03"]
AGREED = [
    (
        "persistent absentee", "persistent absentees, persistent absence",
        "A pupil who misses 10% or more of their own possible sessions (half days), for whatever reason.",
    ),
    (
        "looked after", "children looked after",
        "In the care of a local authority by a court's order, or with the parents' agreement for more than 24 hours.",
    ),
    (
        "suspension", "suspensions",
        "A pupil is sent home for a set time. It may be a part of a day, and need not be one stretch.",
    ),
    (
        "good level of development", "",
        "At least the expected level in the three prime areas of learning, and in literacy and mathematics.",
    ),
]  # fmt: skip
MENTOR = "An adult, not a relative, matched with one young person for nine months or more, whom they meet every week."
MENTORED = Definition(
    name="Young people with a mentor", kind="count", polarity="higher_better", frequency="quarterly", level="programme",
    unduplicated_within="partner_period", unit="young people", usual_lag_days=30, adds_over_partners="sum",
    definition="Young people aged 10 to 18 who met their mentor at least twice in the quarter.",
    method="Each partner counts a young person once in a quarter.", source="Partners' own records",
)  # fmt: skip
CHECKLIST = Definition(
    name="Children ready for school by the local checklist (%)", kind="share", polarity="higher_better",
    frequency="annual", year_starts_in=9, unit="% of children", decimals=1,
    definition="Children who meet all twelve points of the region's own checklist when they enter reception.",
    source="Settings' own records",
)  # fmt: skip


def fill(by: Actor) -> None:
    """Terms, dimensions, headlines, a group's target, a proposal under discussion, and one that was replaced."""
    for word, forms, meaning in AGREED:
        agree_term(propose_term(word, meaning, other_forms=forms, by=by), by=by)
    _dimensions()
    Indicator.objects.filter(code__in=COUNTS_ONCE).update(unduplicated_within=Indicator.Unduplicated.ALL_PARTNERS)
    Adoption.objects.filter(indicator__code__in=HEADLINES).update(is_headline=True)
    for initiative in Initiative.objects.all():
        adoption = Adoption.objects.get(initiative=initiative, indicator__code="PR02")
        set_target(adoption, *GROUP_TARGET, categories={"fsm": "Eligible"}, statement="Invented for the demo", by=by)
    _discussed(by)
    checklist = propose_indicator("CL01", CHECKLIST, by=by)
    activate_indicator(checklist, by=by)
    profile = Indicator.objects.get(code="EY01")
    retire_indicator(checklist, because="The national profile says it for every setting.", successor=profile, by=by)


def _dimensions() -> None:
    """By what each indicator may be broken down: by what its published figures are."""
    dimensions = {each.code: each for each in Dimension.objects.all()}
    indicators = {each.code: each for each in Indicator.objects.all()}
    used = {(row["indicator"], code) for row in source.rows("values") for code in dimensions if row[code]}
    IndicatorDimension.objects.bulk_create(
        IndicatorDimension(indicator=indicators[indicator], dimension=dimensions[code])
        for indicator, code in sorted(used)
    )


def _discussed(by: Actor) -> None:
    """A proposal whose word is not agreed yet, with what people say about both."""
    stella, wes, rita = map(_actor, ("stella@northern.example", "wes@northern.example", "rita@gateshead.example"))
    mentor = propose_term("mentor", MENTOR, other_forms="mentors", by=wes)
    comment_on_term(mentor, "Does somebody count who meets three young people at once?", by=rita)
    comment_on_term(mentor, "Not here: one with one. Group work is another measure.", by=wes)
    proposed = propose_indicator("MT01", MENTORED, by=stella)
    comment_on_indicator(proposed, "We have this for two years back, by school.", by=rita)
    comment_on_indicator(proposed, "Good. Before it is active we need to agree what a mentor is.", by=by)


def _actor(email: str) -> Actor:
    return Actor.of_membership(Membership.objects.get(user__email=email))
