"""What is said of agreements: who sees what, what happened, and why something may not be done?"""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences
from measurement.models import Agreement, AgreementAudience

REFUSALS: dict[str, Promise] = {
    "agreement_threshold_looser": gettext_lazy(
        "An agreement may be stricter than the tenant, never looser: choose %(least)s or more, or leave it empty."
    ),
    "agreement_opens_to_nobody": gettext_lazy("Choose who may see the partner’s own figures, or open totals only."),
    "agreement_opens_nothing": gettext_lazy(
        "Where others see totals only, nobody is named who sees more. Open the partner’s own figures, or name nobody."
    ),
    "agreement_is_signed": gettext_lazy(
        "This agreement was signed and stays as it is. Draft a new one that takes its place."
    ),
    "agreement_signed_already": gettext_lazy("This side has signed already; nothing was changed."),
    "agreement_replaces_anothers": gettext_lazy("An agreement takes the place of one with the same partner only."),
    "agreement_changed_meanwhile": gettext_lazy(
        "Somebody changed the draft since you opened the page, so it was not signed: read it again."
    ),
    "agreement_is_withdrawn": gettext_lazy("This agreement was withdrawn; nothing was changed."),
    "agreement_needs_two_people": gettext_lazy("You have signed for the other side: somebody else signs for this one."),
    "agreement_withdrawal_needs_reason": gettext_lazy("Say why: the reason stays visible to both sides."),
    "signature_needs_name_and_title": gettext_lazy("Write your name and title as they are to stand under the agreement."),
}  # fmt: skip

register_sentences(REFUSALS, stale=["agreement_changed_meanwhile"])

HAPPENED: dict[str, Promise] = {
    "agreement.drafted": gettext_lazy("Drafted"),
    "agreement.signed": gettext_lazy("Signed"),
    "agreement.in_force": gettext_lazy("Signed by both sides"),
    "agreement.withdrawn": gettext_lazy("Withdrawn"),
}

AUDIENCES: dict[str, Promise] = {
    AgreementAudience.Audience.STEERING_COMMITTEE: gettext_lazy("the steering committee"),
    AgreementAudience.Audience.GROUP_MEMBERS: gettext_lazy("members of working groups"),
    AgreementAudience.Audience.PARTNERS: gettext_lazy("the other partners of the initiative"),
    AgreementAudience.Audience.STAFF: gettext_lazy("backbone staff"),
    AgreementAudience.Audience.KEYS: gettext_lazy("systems with an API key of the tenant"),
    AgreementAudience.Audience.PUBLIC: gettext_lazy("everybody, also in reports"),
}
ALWAYS = gettext_lazy("The partner’s own people and the data manager see every figure in every state.")
TOTALS_ONLY = gettext_lazy(
    "Everybody else sees totals only, in which the partner’s figures stand with those of others."
)
NO_AGREEMENT = gettext_lazy(
    "No agreement is in force: the partner’s own people and the data manager see these figures, everybody else totals only."
)
NEXT_RELEASE = gettext_lazy("What it opens is stored by a release: the figures appear with the first one after both have signed.")  # fmt: skip


def governed_by(communities: Sequence[str]) -> str:
    """Whose word an agreement waits for."""
    if not communities:
        return ""
    return _("Figures of %(communities)s are opened by it only once the steward has said yes; this is still asked.") % {
        "communities": ", ".join(communities)
    }


def audiences(named: Sequence[str]) -> str:
    """Those named, in the order of the form."""
    return ", ".join(str(AUDIENCES[each]) for each in AUDIENCES if each in named)


def who_sees(agreement: Agreement) -> str:
    """In one sentence what an agreement opens to whom."""
    named = [each.audience for each in agreement.audiences.all()]
    if not (agreement.opens and named):
        return str(TOTALS_ONLY)
    return _("The partner’s own figures (%(what)s, %(groups)s) are open to: %(who)s.") % {
        "what": what(agreement), "groups": groups(agreement), "who": audiences(named),
    }  # fmt: skip


def what(agreement: Agreement) -> str:
    """The indicators that an agreement is about."""
    named = sorted(each.indicator.name for each in agreement.indicators.all())
    return ", ".join(named) or _("all indicators of the initiative")


def groups(agreement: Agreement) -> str:
    if agreement.groups == Agreement.Groups.CHOSEN:
        named = sorted(each.dimension.name for each in agreement.dimensions.all())
        return _("the whole and groups by %(dimensions)s") % {"dimensions": ", ".join(named) or _("nothing")}
    return _("all groups") if agreement.groups == Agreement.Groups.ALL else _("the whole only")


def kept(agreement: Agreement) -> list[str]:
    """How strictly an agreement keeps figures, one sentence each; none where it asks for nothing."""
    found = []
    if agreement.threshold:
        found.append(
            _("Counts below %(n)s are hidden, also in totals to which the partner contributes.")
            % {"n": agreement.threshold}
        )
    if agreement.is_confidential:
        found.append(
            _(
                "The figures are confidential: a total is hidden where fewer than three contribute, or where the two"
                " largest leave less than a tenth of the largest to the others. Figures already public stay public."
            )
        )
    if agreement.shows_zero is False:
        found.append(_("A zero is hidden like any small number, also in totals to which the partner contributes."))
    return found


def term(agreement: Agreement) -> str:
    """From when to when an agreement counts."""
    start = date_format(agreement.starts_on, "j F Y")
    if agreement.ends_on is None:
        return _("From %(start)s, until it is withdrawn or replaced") % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": date_format(agreement.ends_on, "j F Y")}
