"""How are reminders, their rules and the reasons against them told?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.core.exceptions import Refusal
from backbone.core.refusals import register_sentences, sentence_of
from communications.reminders.models import Reminder, ReminderRule

REFUSALS: dict[str, Promise] = {
    "reminder_rule_is_there": gettext_lazy("There is such a rule already."),
}
register_sentences(REFUSALS)

LEFT_OUT: dict[str, Promise] = {
    "nobody": gettext_lazy("Nobody there could be written to: invite somebody on the page People"),
    "limit": gettext_lazy("This week’s mails are used up"),
    "today": gettext_lazy("A reminder goes on that day already"),
    "to_come": gettext_lazy("Cannot send yet: the round has not opened"),
    "closed": gettext_lazy("Cannot send any more: the round has closed, and more time was not given"),
    "excused": gettext_lazy("Owes nothing for now"),
    "done": gettext_lazy("Has sent everything"),
}
EVENTS: dict[str, Promise] = {
    "reminder": gettext_lazy("Reminder"),
    "entry.returned": gettext_lazy("Figures came back"),
    "submission.sent_on_behalf": gettext_lazy("Entered for them, to confirm"),
    "report.issued": gettext_lazy("A report was issued"),
    "naming.asked": gettext_lazy("Named in a text, asked for consent"),
    "naming.declined": gettext_lazy("Somebody does not want to be named"),
}


def sentence(refusal: Refusal) -> str:
    """What is refused, in words."""
    return sentence_of(refusal)


def when(rule: ReminderRule) -> str:
    """The day of a rule in words: 7 days before the day it is due."""
    days = rule.days_after_due
    if days < 0:
        return ngettext("%d day before it is due", "%d days before it is due", -days) % -days
    if days == 0:
        return _("On the day it is due")
    return ngettext("%d day after it was due", "%d days after it was due", days) % days


def why(reminder: Reminder) -> str:
    """Why somebody was reminded: by which rule, or by whose hand."""
    if reminder.rule is not None:
        return when(reminder.rule)
    return _("By hand, %(name)s") % {"name": reminder.asked_by} if reminder.asked_by else _("By hand")
