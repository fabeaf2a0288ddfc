"""What is said of governed communities: what waits, what was answered, who looked, why something may not be done?"""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences
from measurement.models import Approval, GovernedCommunity, Look
from measurement.wording import agreements

REFUSALS: dict[str, Promise] = {
    "community_governs_nothing": gettext_lazy("Choose a partner, an area or a group: a community governs some figures."),
    "community_has_ended": gettext_lazy("This community governs no figures any more; nothing was changed."),
    "community_end_needs_reason": gettext_lazy("Say why it governs no more: the reason stays visible."),
    "community_withdrawal_needs_reason": gettext_lazy("Say why: the reason stays visible to those who released."),
    "community_withdrawn_already": gettext_lazy("These figures are withdrawn already; nothing was changed."),
    "withdrawal_resumed_already": gettext_lazy("This was resumed already; nothing was changed."),
    "steward_appoints_themselves": gettext_lazy("Nobody makes themselves a steward: somebody else names you."),
    "steward_already": gettext_lazy("This person is a steward of the community already."),
    "steward_left_already": gettext_lazy("This person is a steward of the community no more; nothing was changed."),
    "approval_decided_already": gettext_lazy("This was answered already; nothing was changed."),
    "approval_does_not_stand": gettext_lazy("This yes does not cover what is to come, so there is nothing to take back."),
    "declining_needs_reason": gettext_lazy("Say why not: those who asked read it."),
    "definition_awaits_steward": gettext_lazy(
        "These figures are about %(communities)s: its steward must say yes to this definition first, and has been asked."
    ),
}  # fmt: skip

register_sentences(REFUSALS)

HAPPENED: dict[str, Promise] = {
    "community.founded": gettext_lazy("Founded"),
    "community.changed": gettext_lazy("Changed"),
    "community.ended": gettext_lazy("Ended"),
    "community.withdrawn": gettext_lazy("Figures withdrawn"),
    "community.resumed": gettext_lazy("Resumed"),
    "community.exported": gettext_lazy("All figures taken out by a steward"),
    "steward.appointed": gettext_lazy("Steward named"),
    "steward.dismissed": gettext_lazy("Steward left"),
}
# The doors that are opened most; others are called by their own names.
DOORS: dict[str, Promise] = {
    "communications:home": gettext_lazy("Home"),
    "communications:scorecard": gettext_lazy("Scorecard"),
    "communications:indicator": gettext_lazy("Page of the indicator"),
    "communications:comparison": gettext_lazy("Partners beside each other"),
    "communications:revisions": gettext_lazy("Revisions of figures"),
    "communications:explanation": gettext_lazy("Where a figure comes from"),
    "exploring:explore": gettext_lazy("Explore"),
    "exploring:csv": gettext_lazy("Export as CSV"),
    "exploring:xlsx": gettext_lazy("Export as a workbook"),
    "exploring:svg": gettext_lazy("Charts as a drawing"),
    "exploring:png": gettext_lazy("Charts as a picture"),
    "exploring:indicator-svg": gettext_lazy("Chart as a drawing"),
    "exploring:indicator-png": gettext_lazy("Chart as a picture"),
    "measurement:results": gettext_lazy("Results of a partner"),
    "measurement:opened": gettext_lazy("Figures opened by partners"),
    "api:series": gettext_lazy("API: series"),
    "api:partners": gettext_lazy("API: partners"),
    "api:totals": gettext_lazy("API: totals"),
    "api:published": gettext_lazy("API: all that was released"),
    "archive.make": gettext_lazy("Archive of the initiative"),
    "report.make": gettext_lazy("Progress report"),
}


def asked(approval: Approval) -> str:
    """What a steward is asked, in one sentence."""
    if approval.kind == Approval.Kind.RELEASE and approval.through:
        return _("May others see the figures of “%(indicator)s” up to %(day)s?") % {
            "indicator": approval.indicator.name, "day": date_format(approval.through, "j F Y"),
        }  # fmt: skip
    if approval.kind == Approval.Kind.AGREEMENT:
        return _("Does the agreement “%(title)s” with %(partner)s hold for your figures? %(who_sees)s") % {
            "title": approval.agreement.title,
            "partner": approval.agreement.provider.name,
            "who_sees": agreements.who_sees(approval.agreement),
        }
    return _("May “%(indicator)s” be defined like this?") % {"indicator": approval.indicator.name}


def answered(approval: Approval) -> str:
    """What a steward has answered, in one sentence."""
    if not approval.is_approved:
        return _("No: %(because)s") % {"because": approval.because}
    if approval.is_standing and approval.ended_at is None:
        return _("Yes, and to what is to come")
    if approval.ended_at and approval.through:
        return _("Yes, taken back for what came after %(day)s") % {"day": date_format(approval.through, "j F Y")}
    return _("Yes")


def governs(community: GovernedCommunity) -> str:
    """What a community governs, in one line."""
    subjects = [str(each.subject) for each in community.subjects.all()]
    groups = [f"{each.category.dimension.name}: {each.category.name}" for each in community.categories.all()]
    return ", ".join(sorted(subjects) + sorted(groups))


def who(look: Look) -> str:
    if look.user is not None:
        return str(look.user.name)
    return look.key.name if look.key else _("The schedule")


def door(name: str) -> str:
    return str(DOORS.get(name, name))
