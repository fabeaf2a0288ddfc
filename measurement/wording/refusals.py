"""What is said when something may not be done now?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from backbone.core.exceptions import Refusal
from backbone.core.refusals import register_sentences, sentence_of

REFUSALS: dict[str, Promise] = {
    "entry_not_in_state": gettext_lazy("This was decided already; nothing was changed."),
    "entry_changed_since_shown": gettext_lazy(
        "A figure has changed since you opened the page, and was not accepted: look at it again."
    ),
    "entry_under_review": gettext_lazy(
        "This figure is under review and cannot be changed now. %(who)s can return it to you."
    ),
    "entry_changed_meanwhile": gettext_lazy(
        "Somebody else saved this figure meanwhile. It now shows what they entered; enter yours again if it still differs."
    ),
    "round_not_open_yet": gettext_lazy(
        "This round opens on %(opens_on)s; until then nothing can be typed. %(who)s can open it sooner."
    ),
    "round_closed": gettext_lazy(
        "This round closed on %(closes_on)s: figures can be read, not changed. "
        "%(who)s can give you more time if something still has to be sent."
    ),
    "exception_expired": gettext_lazy(
        "The extra time that you were given ended on %(until)s: figures can be read, not changed. "
        "%(who)s can give you more."
    ),
    "curve_text_empty": gettext_lazy("Write something first."),
    "curve_text_unchanged": gettext_lazy("That is what stands there already."),
    "no_longer_owed": gettext_lazy(
        "This figure is no longer owed and cannot be changed. The reason: %(why)s. %(who)s can ask for it again."
    ),
    "round_asks_for_nothing": gettext_lazy("A round asks for one indicator at least. Choose one."),
    "closed_round_stays": gettext_lazy(
        "This round closed on %(closes_on)s: what it asks for stays. Move the day it closes first."
    ),
    "round_is_not_open": gettext_lazy("This round is not open, so there is nothing to close."),
    "round_is_used": gettext_lazy(
        "This round cannot be deleted: figures, a release or mails belong to it. Close it instead."
    ),
    "assignment_lists_nobody": gettext_lazy("Choose the partners that stand on the list."),
    "assignment_has_ended": gettext_lazy("This has ended already, on %(ends_on)s."),
    "exception_ends_in_the_past": gettext_lazy("This day has passed: choose today or a later one."),
    "exception_has_ended": gettext_lazy("This exception has ended already."),
    "nothing_to_send": gettext_lazy("There is nothing new to send."),
    "figures_to_fix": gettext_lazy(
        "Not sent yet: %(to_fix)s to fix. What is wrong stands beside each figure. Everything is saved."
    ),
    "figures_to_check": gettext_lazy(
        "Not sent yet: %(to_check)s to check. Correct the figure, or say beside it why it is right. Everything is saved."
    ),
    "figures_to_fix_and_check": gettext_lazy(
        "Not sent yet: %(to_fix)s to fix and %(to_check)s to check. What to do stands beside each figure. "
        "Everything is saved."
    ),
    "evidence_of_unknown_kind": gettext_lazy("“%(name)s” is of a kind that is not taken. Taken are: %(kinds)s."),
    "rebasing_needs_reason": gettext_lazy("Say what was changed for good: limits are not moved without a reason."),
    "evidence_of_sent_figure": gettext_lazy(
        "This figure was sent with its files: they stay while it is under review and once it is accepted."
    ),
    "evidence_empty": gettext_lazy("“%(name)s” is empty. Choose the file again."),
    "evidence_too_large": gettext_lazy("“%(name)s” is larger than %(most)s MB. Send a smaller one, or a part of it."),
    "reopening_needs_reason": gettext_lazy("Say why the figure is opened again; its provider reads it."),
    "entry_not_accepted": gettext_lazy("Only an accepted figure can be opened again; this one was not accepted."),
    "entry_open_already": gettext_lazy("A correction of this figure has begun already."),
    "stock_moves_itself": gettext_lazy("A stock cannot move itself: choose another indicator as its flow."),
    "return_needs_note": gettext_lazy("Write a note, so that the partner knows what to do."),
    "own_entry_needs_another": gettext_lazy(
        "You entered this figure yourself: the partner must confirm it, or another person must accept it."
    ),
    "own_entry_needs_reason": gettext_lazy(
        "You entered this figure yourself and nobody else can accept it: give a reason, which stays visible."
    ),
    "say_where_figures_come_from": gettext_lazy(
        "You enter for a partner: say where the figures come from, such as “phone call with Ms Ali, 3 May”."
    ),
    "only_the_partner_confirms": gettext_lazy("Only somebody of the partner can confirm these figures."),
    "figures_moved": gettext_lazy(
        "The figures changed while it was worked out what must be hidden: nothing was released. Release once more."
    ),
    "nothing_to_release": gettext_lazy(
        "There is nothing to release: no total has changed, or too few partners’ figures have changed since the last release."
    ),
    "load_refused": gettext_lazy("Nothing was loaded: %(rows)s rows are at fault."),
    "category_unknown": gettext_lazy("There is no group “%(category)s” in “%(dimension)s”."),
}


# Who may open a lock, where nobody is known by name.
WHO = {"who": gettext_lazy("The data manager")}

register_sentences(REFUSALS, stale=["entry_changed_meanwhile"], unsaid=WHO)


def sentence(refusal: Refusal) -> str:
    """What is refused, in words that say what to do."""
    return sentence_of(refusal)
