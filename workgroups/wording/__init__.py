"""How is what groups and activities refuse, and what happened to them, put into words?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences

REFUSALS: dict[str, Promise] = {
    "committee_is_there": gettext_lazy("This initiative has its steering committee already."),
    "committee_is_one": gettext_lazy("An initiative has one steering committee: it cannot be split."),
    "working_group_needs_strategy": gettext_lazy("A working group is formed around a strategy: choose one."),
    "subgroup_needs_working_group": gettext_lazy("A subgroup belongs to a working group: choose one."),
    "group_exists": gettext_lazy("There is a group of this name already."),
    "committee_stays": gettext_lazy(
        "The steering committee stays while the initiative does. Change who holds its seats instead."
    ),
    "group_is_closed": gettext_lazy("%(name)s is closed; nothing was changed."),
    "group_has_subgroups": gettext_lazy("%(name)s still has open subgroups (%(count)s): close or merge them first."),
    "group_has_activities": gettext_lazy(
        "%(name)s still has activities under way (%(count)s): say which group goes on with them, or finish or stop them first."
    ),
    "group_closes_before_it_was_formed": gettext_lazy(
        "%(name)s cannot close before it was formed. Choose a later day."
    ),
    "group_follows_itself": gettext_lazy("%(name)s cannot take its own place. Choose another group."),
    "group_of_another_kind": gettext_lazy("Only groups of one kind are merged; %(name)s is of another."),
    "split_needs_two": gettext_lazy("Name at least two groups that go on, one a line."),
    "charter_unchanged": gettext_lazy("That is what the charter says already."),
    "day_is_ahead": gettext_lazy("This day has not come yet: choose today or an earlier one."),
    "seat_needs_organization": gettext_lazy(
        "Choose the organization that the seat belongs to; only a seat for lived experience, a facilitator or a coach "
        "can do without."
    ),
    "seat_has_ended": gettext_lazy("This seat has ended already."),
    "seat_is_held_no_more": gettext_lazy("This person does not hold the seat any more; nothing was changed."),
    "seat_ends_before_it_began": gettext_lazy("A seat cannot be left before it was taken. Choose a later day."),
    "person_sits_already": gettext_lazy("This person has a seat in the group already."),
    "term_ends_before_it_begins": gettext_lazy("The term cannot end before it begins. Choose a later day."),
    "activity_exists": gettext_lazy("There is an activity of this name already."),
    "activity_has_ended": gettext_lazy("%(name)s was finished or stopped: take it up again before you change it."),
    "activity_goes_on": gettext_lazy("%(name)s goes on; there is nothing to take up again."),
    "activity_ends_before_it_starts": gettext_lazy("An activity cannot end before it starts. Choose a later day."),
    "campaign_needs_its_days": gettext_lazy("A campaign has a first and a last day: choose the last one too."),
    "only_campaigns_count": gettext_lazy("Only a campaign is counted day by day."),
    "counted_before_it_began": gettext_lazy("The campaign had not begun on this day."),
    "count_is_too_large": gettext_lazy("This is more than a day can hold: check the number."),
    "doer_leads": gettext_lazy("%(name)s does this activity itself, and so leads it."),
    "indicator_not_adopted": gettext_lazy("“%(name)s” is not adopted by this initiative."),
    "milestone_reached": gettext_lazy("“%(name)s” was reached already; nothing was changed."),
    "activity_of_another_initiative": gettext_lazy("“%(name)s” belongs to another initiative."),
    "activity_is_needed_already": gettext_lazy("“%(name)s” stands among what is needed already."),
    "sub_programme_of_itself": gettext_lazy(
        "%(name)s cannot have its place in a group of its own. Choose another one."
    ),
    "sub_programme_has_place": gettext_lazy("%(name)s has its place in a group already. Let it leave that one first."),
    "sub_programme_in_a_circle": gettext_lazy(
        "This initiative has its own place in %(name)s, so it cannot give %(name)s a place in turn."
    ),
    "sub_programme_left_already": gettext_lazy("%(name)s has left this group already; nothing was changed."),
    "sub_programme_ends_before_it_began": gettext_lazy("%(name)s cannot leave before it came. Choose a later day."),
    "activity_would_need_itself": gettext_lazy("“%(name)s” needs this activity, so this one cannot need it."),
}

register_sentences(REFUSALS)

HAPPENED: dict[str, Promise] = {
    "group.formed": gettext_lazy("Formed"),
    "group.edited": gettext_lazy("Changed; before"),
    "group.charter_written": gettext_lazy("Charter written, version"),
    "group.closed": gettext_lazy("Closed"),
    "group.merged": gettext_lazy("Merged into"),
    "group.split": gettext_lazy("Split into"),
    "group.took_over": gettext_lazy("Goes on in place of"),
    "group.moved": gettext_lazy("Moved"),
    "group.seat_made": gettext_lazy("A seat was made"),
    "group.seat_given": gettext_lazy("A seat was given to somebody"),
    "group.seat_renewed": gettext_lazy("The term in a seat was changed"),
    "group.seat_vacated": gettext_lazy("A seat was left"),
    "group.seat_ended": gettext_lazy("A seat was ended"),
    "group.sub_programme_placed": gettext_lazy("Got a sub-programme"),
    "group.sub_programme_left": gettext_lazy("Was left by a sub-programme"),
    "activity.planned": gettext_lazy("Planned"),
    "activity.edited": gettext_lazy("Changed; before"),
    "activity.finished": gettext_lazy("Finished"),
    "activity.stopped": gettext_lazy("Stopped"),
    "activity.resumed": gettext_lazy("Taken up again"),
    "activity.handed_over": gettext_lazy("Handed over"),
    "activity.part_said": gettext_lazy("A partner said which part it takes"),
    "activity.aimed": gettext_lazy("Is to move"),
    "activity.aims_no_more": gettext_lazy("Is no longer to move"),
    "activity.milestone_set": gettext_lazy("Milestone set"),
    "activity.milestone_reached": gettext_lazy("Milestone reached"),
    "activity.milestone_dropped": gettext_lazy("Milestone dropped"),
    "activity.needs": gettext_lazy("Needs"),
    "activity.needs_no_more": gettext_lazy("No longer needs"),
    "activity.counted": gettext_lazy("Counted"),
}

# What happened to an initiative in a group of another one; its own history tells it.
PLACES: dict[str, Promise] = {
    "initiative.sub_programme_placed": gettext_lazy("Got its place in"),
    "initiative.sub_programme_left": gettext_lazy("Left its place in"),
}
