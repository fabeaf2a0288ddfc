"""How is what initiatives refuse put into words?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences

REFUSALS: dict[str, Promise] = {
    "term_not_in_state": gettext_lazy("This was decided already; nothing was changed."),
    "term_exists": gettext_lazy("“%(word)s” stands in the glossary already."),
    "term_form_taken": gettext_lazy("“%(form)s” already belongs to the term “%(word)s”."),
    "term_needs_letters": gettext_lazy("A term needs letters or digits, such as “chronic absence”."),
    "reason_missing_here": gettext_lazy("Say why: the reason stays visible."),
    "partner_takes_part_already": gettext_lazy("%(name)s takes part already."),
    "partner_takes_no_part": gettext_lazy("%(name)s does not take part here, or has left already."),
    "partner_leaves_before_it_joined": gettext_lazy("%(name)s cannot end before it began. Choose a later day."),
    "partner_follows_itself": gettext_lazy("%(name)s cannot take its own place. Choose another organization."),
    "partner_is_followed_already": gettext_lazy("Another organization has taken the place of %(name)s already."),
    "agenda_words_stand": gettext_lazy("The words of this version stand. Take it back, or start another one."),
    "agenda_not_in_state": gettext_lazy("Somebody was faster: this version is in another state. Look at it again."),
    "agenda_in_work_already": gettext_lazy("A version is in work already. Finish that one first."),
    "agenda_sections_empty": gettext_lazy("Say something in each section first. Still empty: %(sections)s."),
    "agenda_without_primary_goal": gettext_lazy("Name one primary goal at least: it is what partners sign."),
    "agenda_comments_end_before_today": gettext_lazy("Leave time for comments: choose today or a later day."),
    "agenda_not_open": gettext_lazy("This version is not open for comment."),
    "agenda_comments_closed": gettext_lazy("Comments could be made until %(day)s."),
    "agenda_still_open": gettext_lazy("Comments may be made until %(day)s. It can be adopted from that day on."),
    "agenda_comments_unanswered": gettext_lazy("Answer every comment first; %(count)s still wait."),
    "agenda_without_committee": gettext_lazy("The steering committee has no members yet. Fill its seats first."),
    "agenda_without_majority": gettext_lazy(
        "%(consents)s of %(members)s members of the steering committee consent; it takes more than half."
    ),
    "agenda_not_adopted": gettext_lazy("Only the adopted agenda can be signed. Open the one in force."),
    "dissent_needs_words": gettext_lazy("Say in your own words what you do not share: it is kept with the agenda."),
    "section_changed_meanwhile": gettext_lazy(
        "Somebody changed this section meanwhile. Your text is below; compare it with theirs, then save again."
    ),
    "difference_not_in_state": gettext_lazy("A difference cannot go from its present state to this one."),
    "sign_off_needs_name_and_title": gettext_lazy("A signature needs your name and your title."),
    "sign_off_ends_before_it_begins": gettext_lazy("A term ends after today. Choose a later day, or none."),
    "sign_off_withdrawn_already": gettext_lazy("This signature was taken back already."),
    "prospect_not_in_stage": gettext_lazy("It takes part already: it is a partner, and no prospect any more."),
    "prospect_named_already": gettext_lazy("%(name)s stands on the list already. Open it and write down what is new."),
    "strength_said_already": gettext_lazy("This stands among its strengths already."),
    "strengths_enough": gettext_lazy("%(most)s are enough to be found by. Take one out first."),
    "pledge_given_already": gettext_lazy("Something was given of it, or it was taken back already; it stays."),
    "sector_needs_a_name_of_its_own": gettext_lazy("Give it a name that no other sector of the list has."),
    "sector_in_use": gettext_lazy("%(name)s is the sector of partners or prospects. Put these into another one first."),
    "causes_enough": gettext_lazy("%(most)s causes are enough to read. Take one off the map first."),
    "cause_exists": gettext_lazy("This cause stands on the map already."),
    "cause_drives_nothing": gettext_lazy("Choose an outcome or another cause that it drives."),
    "strategy_exists": gettext_lazy("There is a strategy of this name already."),
    "strategy_ended": gettext_lazy("%(name)s was ended already; nothing was changed."),
    "plan_item_done": gettext_lazy("This is done already. Plan another thing if more is to do."),
    "priority_done": gettext_lazy("This priority is done already. Name another one."),
    "priority_needs_a_day": gettext_lazy("Say until when it comes first: today or a later day."),
    "assessment_exists": gettext_lazy("The assessment of %(year)s was begun already. Open that one."),
    "assessment_closed": gettext_lazy("This assessment is closed, and stays as it is."),
    "assessment_not_rated": gettext_lazy("Rate every statement first; %(count)s have no rating yet."),
    "pulse_open_already": gettext_lazy("A survey is open already. Close it, or wait until it ends."),
    "pulse_least_too_low": gettext_lazy("Answers of fewer than %(least)s people are never shown. Choose more."),
    "pulse_closes_before_today": gettext_lazy("Leave time to answer: choose today or a later day."),
    "pulse_closed": gettext_lazy("This survey is closed; nothing was changed."),
    "pulse_answered_already": gettext_lazy("You have answered already. An answer cannot be found again to change it."),
    "campaign_of_itself": gettext_lazy("%(name)s cannot be a local initiative of itself. Choose another one."),
    "local_has_campaign": gettext_lazy("%(name)s is a local initiative already. Take it out of its campaign first."),
    "local_has_locals": gettext_lazy("%(name)s has local initiatives itself, so it cannot be one of another campaign."),
    "campaign_is_local": gettext_lazy("%(name)s is a local initiative of a campaign, so it cannot have any itself."),
    "initiative_in_no_campaign": gettext_lazy("%(name)s is in no campaign; nothing was changed."),
    "campaign_sharing_said_already": gettext_lazy("That was said already; nothing was changed."),
    "outcome_exists": gettext_lazy("There is an outcome of this name already."),
}

register_sentences(REFUSALS)

HAPPENED: dict[str, Promise] = {
    "term.proposed": gettext_lazy("Proposed"),
    "term.edited": gettext_lazy("Put into other words; before"),
    "term.agreed": gettext_lazy("Agreed"),
    "term.retired": gettext_lazy("Retired"),
    "initiative.placed": gettext_lazy("Became a local initiative of"),
    "initiative.taken_out": gettext_lazy("Was taken out of"),
    "initiative.shares": gettext_lazy("Shares what it has released with"),
    "initiative.shares_no_more": gettext_lazy("Shares nothing any more with"),
}
