"""What do people say beside a curve, today or as it stood at a past moment?"""

from datetime import datetime

from django.db.models import Q, QuerySet

from measurement.models import Adoption, ContextNote, CurveText


def curve_texts(moment: datetime | None = None) -> QuerySet[CurveText]:
    """The answers to the questions beside curves, the latest first; the first of each kind is the one that stands."""
    texts: QuerySet[CurveText] = CurveText.objects.select_related("written_by")
    return texts if moment is None else texts.filter(written_at__lt=moment)


def context_notes(adoption: Adoption, moment: datetime | None = None) -> list[ContextNote]:
    """The notes on a curve and those on all curves of its initiative, by the day on which something happened.

    As of a past moment those written by then; what was withdrawn since stays withdrawn.
    """
    return list(notes_on(adoption, moment).select_related("written_by"))


def notes_on(adoption: Adoption, moment: datetime | None = None) -> QuerySet[ContextNote]:
    """The same, not read yet: the indicator's page reads them together with what is done."""
    on_it = Q(adoption=adoption) | Q(adoption=None)
    notes = ContextNote.objects.filter(on_it, initiative=adoption.initiative_id, withdrawn_at=None)
    return notes if moment is None else notes.filter(written_at__lt=moment)
