"""How does the hand-over pack stand on paper?"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.core.paper import Document, Heading, Lines, Pairs, Table, Text, typeset_document
from backbone.core.paper.documents import Block
from backbone.tenancy.models import Tenant
from backbone.tenancy.roles import LABELS, Role
from communications.handover.selectors import Pack
from initiatives.models import Initiative
from initiatives.wording.agenda import STANDINGS
from workgroups.models import ActivityPartner


def pack_pdf(pack: Pack, initiative: Initiative, tenant: Tenant) -> bytes:
    """The pack as PDF."""
    name = pack.participation.organization.name
    day = date_format(timezone.localtime(), "j F Y")
    return typeset_document(
        Document(
            title=_("Hand-over pack: %(name)s") % {"name": name},
            subtitle=_("%(initiative)s, as of %(day)s") % {"initiative": initiative.name, "day": day},
            blocks=[
                *_history(pack), *_seats(pack), *_signature(pack), *_obligations(pack), *_activities(pack),
                *_contacts(pack, tenant),
            ],
            footer=_("For %(name)s and the backbone only") % {"name": name},
        )
    )  # fmt: skip


def _history(pack: Pack) -> Iterator[Block]:
    taken, partner = pack.participation, pack.participation.organization
    yield Heading(_("History"))
    joined = date_format(taken.joined_on, "j F Y") if taken.joined_on else _("from the beginning")
    yield Pairs([(_("Takes part since"), joined), (_("Sector"), partner.sector.name if partner.sector else "–")])
    for each in pack.hand_overs:
        day = date_format(each.made_at, "j F Y")
        yield Text(
            _("%(day)s: %(successor)s took over from %(leaving)s.")
            % {"day": day, "successor": each.successor.shown_name, "leaving": each.leaving.shown_name}
        )
        if each.words:
            yield Text(each.words)
    if pack.definition:
        yield Heading(_("How we see the problem"))
        yield Text(pack.definition.problem)
        yield Heading(_("What we want to reach"))
        yield Text(pack.definition.goal)


def _seats(pack: Pack) -> Iterator[Block]:
    yield Heading(_("Seats"))
    rows = [
        [
            each.seat.group.name,
            each.seat.title or each.seat.get_function_display(),
            each.membership.shown_name,
            date_format(each.term_ends_on, "j F Y") if each.term_ends_on else "–",
        ]
        for each in pack.seats
    ]
    yield Table([_("Group"), _("Seat"), _("Held by"), _("Term ends")], rows)


def _signature(pack: Pack) -> Iterator[Block]:
    yield Heading(_("Signature under the common agenda"))
    line = pack.signature
    if line is None:
        yield Text(_("It takes no part any more."))
        return
    yield Text(str(STANDINGS[line.standing][1]))
    if line.latest:
        yield Pairs(
            [
                (_("Signed by"), f"{line.latest.name}, {line.latest.title}"),
                (_("On"), date_format(line.latest.signed_at, "j F Y")),
                (_("Until"), date_format(line.latest.ends_on, "j F Y") if line.latest.ends_on else _("taken back")),
                (_("We commit ourselves to"), line.latest.commitment or "–"),
                *((each.get_section_display(), each.text) for each in line.reservations),
            ]
        )
    yield Heading(_("Data-sharing agreements in force"))
    yield Lines(list(pack.agreements))


def _obligations(pack: Pack) -> Iterator[Block]:
    yield Heading(_("Figures that we owe now"))
    rows = [[line.round.name, str(line.progress.owed), date_format(line.round.due_on, "j F Y")] for line in pack.owed]
    yield Table([_("Round"), _("Figures"), _("Due")], rows)


def _activities(pack: Pack) -> Iterator[Block]:
    yield Heading(_("What we do toward the agenda"))
    labels = dict(ActivityPartner.Part.choices)
    rows = [
        [each.activity.name, str(labels.get(each.part, _("does it"))), each.activity.strategy.name]
        for each in pack.activities
    ]
    yield Table([_("Activity"), _("Our part"), _("Strategy")], rows)


def _contacts(pack: Pack, tenant: Tenant) -> Iterator[Block]:
    yield Heading(_("Our own people"))
    yield Lines(
        [f"{each.membership.shown_name}, {', '.join(each.roles)}, {each.membership.user.email}" for each in pack.people]
    )
    yield Heading(_("The backbone: %(name)s") % {"name": tenant.name})
    yield Lines(
        [f"{each.membership.user}, {LABELS[Role(each.role)]}, {each.membership.user.email}" for each in pack.contacts]
    )
