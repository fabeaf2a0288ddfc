"""Which lessons may somebody read, and which of them speak of what they look for?"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Case, CharField, F, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from workgroups.models import CONFIGS, Lesson
from workgroups.selectors.consent import all_have_consented, names

# Between these stands a word that was looked for; nobody types them.
HIT, END = "\ue000", "\ue001"
RELATED = ("group", "organization", "strategy", "activity", "cycle__group", "told_by")


@dataclass(frozen=True, slots=True)
class Asked:
    """What lessons are looked for; empty texts narrow nothing."""

    words: str = ""
    worked: str = ""
    strategy: str = ""
    indicator: str = ""
    group: str = ""

    @property
    def is_narrow(self) -> bool:
        return any((self.words, self.worked, self.strategy, self.indicator, self.group))


def lessons_for(by: Actor, initiative: Initiative) -> QuerySet[Lesson]:
    """The lessons somebody may read: published with the consent of all they name; their own; those that name them."""
    found = Lesson.objects.filter(initiative=initiative).defer("search")
    found = found.annotate(is_open=all_have_consented("lesson"), names_me=names(by, "lesson"))
    own = Q(told_by=by.user_id) if by.user_id else Q(pk__in=[])
    return found.filter(Q(published_at__isnull=False) & (Q(is_open=True) | Q(names_me=True)) | own)


def library(by: Actor, initiative: Initiative, asked: Asked) -> QuerySet[Lesson]:
    """The lessons that are looked for: by rank where there are words, else the latest first; one query.

    What worked and what did not stand in one list.
    """
    found = lessons_for(by, initiative).select_related(*RELATED)
    if asked.worked:
        found = found.filter(worked=asked.worked)
    if asked.strategy:
        found = found.filter(strategy__slug=asked.strategy)
    if asked.indicator:
        found = found.filter(indicators__indicator__code=asked.indicator)
    if asked.group:
        found = found.filter(group__slug=asked.group)
    return _searched(found, asked.words) if asked.words else found


def _searched(found: QuerySet[Lesson], words: str) -> QuerySet[Lesson]:
    """Those that speak of the words, each in the grammar of its own language, with the places where they do."""
    queries = {code: SearchQuery(words, config=config, search_type="websearch") for code, config in CONFIGS.items()}
    matches = reduce(or_, (Q(language=code, search=query) for code, query in queries.items()))
    text = Concat("learnt", Value(" … "), "happened", output_field=TextField())
    ranks = [When(language=code, then=SearchRank(F("search"), query)) for code, query in queries.items()]
    places = [
        When(
            language=code,
            then=SearchHeadline(
                text, query, config=CONFIGS[code], start_sel=HIT, stop_sel=END, max_fragments=2, max_words=28,
                min_words=12, fragment_delimiter=" … ",
            ),
        )
        for code, query in queries.items()
    ]  # fmt: skip
    ranked = found.filter(matches).annotate(
        rank=Case(*ranks, default=Value(0.0), output_field=FloatField()),
        place=Case(*places, default=Value(""), output_field=CharField()),
    )
    return ranked.order_by("-rank", "-told_at", "-pk")
