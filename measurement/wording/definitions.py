"""What is said of indicators, their definitions, adoptions and parts: refusals, and the names of what may change?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.core.exceptions import Refusal
from backbone.core.refusals import register_sentences, sentence_of
from measurement.models import Indicator
from measurement.rules.ways import over_time

REFUSALS: dict[str, Promise] = {
    "indicator_not_in_state": gettext_lazy("This was decided already; nothing was changed."),
    "indicator_was_replaced": gettext_lazy("Another indicator has replaced this one. Use that one, or propose a new one."),
    "indicator_code_taken": gettext_lazy("There is an indicator with the code “%(taken)s” already."),
    "indicator_changed_meanwhile": gettext_lazy("Somebody else changed this definition meanwhile. Look at it, then enter what still differs."),
    "kind_is_no_sum": gettext_lazy(
        "Shares, ratios and means do not add up to a sum. Choose “Sum of numerators over sum of denominators”: partners then send both. Or “Not additive”."
    ),
    "kind_is_no_mean": gettext_lazy("Counts and amounts are no means: choose “Sum”, or “Not additive”."),
    "counted_once_a_year": gettext_lazy(
        "People who count once within a partner and a year are never summed from shorter periods: the same person may stand in several. The year is entered by itself."
    ),
    "same_people_again": gettext_lazy(
        "Each person counts once over all partners, and may stand in several periods of a year: the year is entered by itself."
    ),
    "declared_not_additive": gettext_lazy("The definition says that these figures do not add up over time."),
    "nobody_has_said_over_time": gettext_lazy("The definition does not say how a year’s figures add up."),
    "groups_overlap": gettext_lazy("The groups of “%(dimension)s” overlap: a person may be in several, so they make no whole."),
    "nothing_sent": gettext_lazy("Nothing has been sent."),
    "out_of_nothing": gettext_lazy("It would be out of nobody: there is no such rate."),
    "parts_unknown": gettext_lazy("Figures are there without what they are out of, so nothing is made of them: rates cannot be added."),
    "hidden_part": gettext_lazy("A part of it is hidden."),
    "group_missing": gettext_lazy("Not all groups are there: %(missing)s is missing."),
    "fewer_than_ten_events": gettext_lazy("There are fewer than ten events: chance would decide it."),
    "standard_not_a_number": gettext_lazy("Say how many of the standard population are in the group: a number above 0, or nothing."),
    "series_breaks_within": gettext_lazy("The definition changed within the year."),
    "definition_missing": gettext_lazy("Write a definition first: an indicator without one means something else to everybody."),
    "terms_not_agreed": gettext_lazy("Not active yet: these words are not agreed in the glossary: %(terms)s."),
    "change_is_of_meaning": gettext_lazy(
        "There are figures. Unit, counting unit, frequency, what counts once, and which direction is good cannot be corrected any more: say that the meaning changes, so that a version starts."
    ),
    "fixed_by_figures": gettext_lazy(
        "There are figures. Level, kind, “per” and how figures add up cannot change any more: propose another indicator, and let it replace this one."
    ),
    "nothing_of_meaning_changed": gettext_lazy("Nothing that carries meaning was changed, so no version was started."),
    "redefinition_needs_note": gettext_lazy("Say what changes and why: every provider is told."),
    "redefinition_needs_day": gettext_lazy("Say from which day the new definition counts: the series breaks there."),
    "redefinition_before_last": gettext_lazy("The last version counts from %(day)s on; a new one must begin later."),
    "nothing_changed": gettext_lazy("Nothing was changed."),
    "reason_missing_for_end": gettext_lazy("Say why: the reason stays visible."),
    "successor_not_active": gettext_lazy("Only an active indicator can replace another."),
    "only_active_are_adopted": gettext_lazy("Only an active indicator can be adopted."),
    "adopted_already": gettext_lazy("The initiative has adopted this indicator already."),
    "adoption_has_ended": gettext_lazy("The initiative has ended this adoption; nothing was changed."),
    "cap_reached": gettext_lazy("The initiative has its %(cap)s indicators. A short list is read: give a reason for one more, which stays visible."),
    "contributes_to_community_only": gettext_lazy("A programme’s indicator contributes to one of the community, in the same initiative."),
    "baseline_not_a_period": gettext_lazy("Choose one of the periods of the series."),
    "share_outside_0_100": gettext_lazy("A share lies between 0 and 100."),
    "date_not_after_baseline": gettext_lazy("A target’s date lies after the baseline."),
    "target_exists": gettext_lazy("There is a target for this date and group already."),
    "part_ends_before_it_starts": gettext_lazy("A part ends after it starts."),
    "part_covered_twice": gettext_lazy("“%(part)s” and “%(other)s” would cover the same piece twice in that time."),
    "not_composable": gettext_lazy("These figures do not add up over organizations, so nothing can be composed of them."),
    "not_composed": gettext_lazy("First say that the indicator is composed of parts."),
    "dimension_exists": gettext_lazy("There is a dimension of this name already."),
    "category_exists": gettext_lazy("The dimension has a group of this name already."),
    "named_period_exists": gettext_lazy("There is a period of this name, or with these dates, already."),
    "period_not_in_order": gettext_lazy("A period starts before it ends."),
    "periods_follow_the_calendar": gettext_lazy("This indicator’s periods follow the calendar and need no names."),
    "nothing_chosen": gettext_lazy("Choose at least one."),
}  # fmt: skip

register_sentences(REFUSALS, stale=["indicator_changed_meanwhile"])

HAPPENED: dict[str, Promise] = {
    "indicator.proposed": gettext_lazy("Proposed"),
    "indicator.taken_from_set": gettext_lazy("Proposed from a set"),
    "indicator.corrected": gettext_lazy("Corrected"),
    "indicator.redefined": gettext_lazy("Redefined"),
    "indicator.activated": gettext_lazy("Activated"),
    "indicator.retired": gettext_lazy("Retired"),
    "indicator.period_named": gettext_lazy("Named a period"),
    "adoption.made": gettext_lazy("Adopted"),
    "adoption.edited": gettext_lazy("Changed what the initiative makes of it"),
    "adoption.ended": gettext_lazy("Ended"),
    "adoption.composition_set": gettext_lazy("Said where the figure comes from"),
    "target.set": gettext_lazy("Set a target"),
    "target.changed": gettext_lazy("Changed a target"),
    "target.withdrawn": gettext_lazy("Took a target back"),
    "process.rebased": gettext_lazy("Moved the limits of the process chart"),
    "process.rebasing_withdrawn": gettext_lazy("Moved the limits of the process chart back"),
    "curve.told": gettext_lazy("Told the story behind the curve"),
    "context.noted": gettext_lazy("Noted what happened around it"),
    "context.withdrawn": gettext_lazy("Withdrew a note"),
    "part.declared": gettext_lazy("Declared a part"),
    "part.withdrawn": gettext_lazy("Took a part back"),
}

FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "definition": gettext_lazy("Definition"),
    "method": gettext_lazy("Method"),
    "source": gettext_lazy("Source"),
    "source_url": gettext_lazy("Address of the source"),
    "level": gettext_lazy("Level"),
    "kind": gettext_lazy("Kind"),
    "per": gettext_lazy("Per"),
    "counting_unit": gettext_lazy("What is counted"),
    "unduplicated_within": gettext_lazy("Counts once within"),
    "unit": gettext_lazy("Unit"),
    "decimals": gettext_lazy("Decimals"),
    "polarity": gettext_lazy("Which direction is good"),
    "frequency": gettext_lazy("How often"),
    "year_starts_in": gettext_lazy("Month in which the year starts"),
    "usual_lag_days": gettext_lazy("Usual lag, in days"),
    "adds_over_partners": gettext_lazy("How figures add up"),
    "adds_over_time": gettext_lazy("How a year’s figures add up"),
    "dimensions": gettext_lazy("Dimensions"),
}
CHOICES = {
    "level": Indicator.Level, "kind": Indicator.Kind, "counting_unit": Indicator.CountingUnit,
    "unduplicated_within": Indicator.Unduplicated, "polarity": Indicator.Polarity, "frequency": Indicator.Frequency,
    "adds_over_partners": Indicator.Adds, "adds_over_time": Indicator.AddsOverTime,
}  # fmt: skip


def field_names(listed: str) -> str:
    """The fields of a note that lists them for the system, in words; a reason that somebody gave stays as it is."""
    names = listed.split(", ")
    return ", ".join(str(FIELDS[name]) for name in names) if all(name in FIELDS for name in names) else listed


def field_value(field: str, value: str) -> str:
    """What a changed field held, in the words of its choices."""
    choices = CHOICES.get(field)
    if choices is None or value not in choices.values:
        return value or "–"
    return str(choices(value).label)


def enrolments(indicator: Indicator, *, is_total: bool) -> str:
    """What stands beside a sum of people over partners; empty where each counts once, or nothing is summed."""
    if not is_total or not indicator.may_count_twice:
        return ""
    return _("Enrolments; a person may count twice")


def adds_over_time(indicator: Indicator) -> str:
    """How the figures of a year become the year's, or why they do not."""
    found = over_time(indicator.measure)
    return sentence_of(found) if isinstance(found, Refusal) else str(Indicator.AddsOverTime(found.value).label)


def counts_once(indicator: Indicator) -> str:
    """Within what one person, or whatever is counted, counts once."""
    if not indicator.unduplicated_within:
        return _("Nobody has said")
    return str(Indicator.Unduplicated(indicator.unduplicated_within).label)
