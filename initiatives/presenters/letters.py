"""What stands in a letter of commitment?"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.core.paper import Document, Heading, Lines, Pairs, Signed, Text, typeset_document
from backbone.core.paper.documents import Block
from backbone.tenancy.models import Tenant
from initiatives.models import Section, SignOff


def letter_of(signed: SignOff, tenant: Tenant) -> bytes:
    """The letter as PDF: what the institution accepted, what it does not share, for which term, and who signed."""
    return typeset_document(document_of(signed, tenant))


def document_of(signed: SignOff, tenant: Tenant) -> Document:
    """The letter in blocks; it says only what was signed, so it is the same whenever it is set."""
    agenda, organization = signed.agenda, signed.organization
    goals = agenda.goals.filter(is_primary=True).values_list("statement", flat=True)
    blocks: list[Block] = [
        Pairs(
            [
                (_("Organization"), organization.name),
                (_("Initiative"), signed.initiative.name),
                (_("Held together by"), tenant.name),
                (_("Agenda"), _("%(name)s, version %(number)s") % {"name": agenda.name, "number": agenda.number}),
                (_("Term"), _term(signed)),
            ]
        ),
        Text(
            _(
                "%(organization)s accepts the primary goals of the common agenda as an institution, and will put what"
                " it does toward them before what it would do alone."
            )
            % {"organization": organization.name}
        ),
        Heading(_("Primary goals that we accept")),
        Lines(list(goals)),
    ]
    if signed.commitment:
        blocks += [Heading(_("What we commit ourselves to")), Text(signed.commitment)]
    reservations = list(signed.reservations.order_by("pk"))
    blocks.append(Heading(_("What we do not share")))
    if reservations:
        blocks += [Pairs([(str(Section(each.section).label), each.text) for each in reservations])]
    else:
        blocks.append(Text(_("We have no reservations on the rest of the agenda.")))
    blocks.append(Signed(signed.name, signed.title, date_format(signed.signed_at, "j F Y")))
    if signed.withdrawn_at:
        day = date_format(signed.withdrawn_at, "j F Y")
        blocks += [Heading(_("Taken back")), Text(f"{day}: {signed.withdrawn_because}")]
    return Document(
        title=_("Letter of commitment"),
        subtitle=agenda.name,
        blocks=blocks,
        footer=f"{organization.name} · {agenda.name} {agenda.number} · {signed.uid}",
    )


def _term(signed: SignOff) -> str:
    start = date_format(signed.starts_on, "j F Y")
    if signed.ends_on is None:
        return _("from %(start)s, until it is taken back") % {"start": start}
    return _("from %(start)s to %(end)s") % {"start": start, "end": date_format(signed.ends_on, "j F Y")}
