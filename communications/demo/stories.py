"""What do people say beside the curves of the demo? The day is real, the people and their answers are not."""

from datetime import date

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from measurement.models import Adoption, CurveText
from measurement.services.said import note_context, tell_story

ANSWERS = {
    CurveText.Kind.BEHIND: "Half of our care leavers are in education, work or training at 19 to 21, and have been for "
    "years. Those who leave a placement at 18 without a plan are the ones we lose.",
    CurveText.Kind.HELPS: "Colleges that keep a place open, the two housing associations with rooms for students, and "
    "employers who take on apprentices without a guarantor.",
    CurveText.Kind.WORKS: "A named adviser from 16 on who stays until 21, whatever the address.",
    CurveText.Kind.PROPOSED: "Every partner names its adviser by the next meeting; the working group asks three "
    "employers for ten apprenticeships.",
}


def tell(by: Actor) -> None:
    """The four answers beside one curve, and the day in 2020 that stands on all of them."""
    initiative = Initiative.objects.get(slug="north-east")
    adoption = Adoption.objects.get(initiative=initiative, indicator__code="CA01")
    for kind, text in ANSWERS.items():
        tell_story(adoption, kind, text, by=by)
    note_context(initiative, date(2020, 3, 20), "Schools and colleges close to most pupils (COVID-19)", by=by)
