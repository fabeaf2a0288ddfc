"""What stands in a letter of commitment?"""

from collections.abc import Iterator

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
    return Document(
        title=_("Letter of commitment"),
        subtitle=agenda.name,
        blocks=[*_accepted(signed, tenant), *_not_shared(signed), *_signed(signed)],
        footer=f"{organization.name} · {agenda.name} {agenda.number} · {signed.uid}",
    )


def _accepted(signed: SignOff, tenant: Tenant) -> Iterator[Block]:
    agenda, organization = signed.agenda, signed.organization
    yield Pairs(
        [
            (_("Organization"), organization.name),
            (_("Initiative"), signed.initiative.name),
            (_("Held together by"), tenant.name),
            (_("Agenda"), _("%(name)s, version %(number)s") % {"name": agenda.name, "number": agenda.number}),
            (_("Term"), _term(signed)),
        ]
    )
    promise = _(
        "%(organization)s accepts the primary goals of the common agenda as an institution, and will put what it does"
        " toward them before what it would do alone."
    )
    yield Text(promise % {"organization": organization.name})
    yield Heading(_("Primary goals that we accept"))
    yield Lines(list(agenda.goals.filter(is_primary=True).values_list("statement", flat=True)))
    if signed.commitment:
        yield Heading(_("What we commit ourselves to"))
        yield Text(signed.commitment)


def _not_shared(signed: SignOff) -> Iterator[Block]:
    yield Heading(_("What we do not share"))
    reservations = list(signed.reservations.order_by("pk"))
    if reservations:
        yield Pairs([(str(Section(each.section).label), each.text) for each in reservations])
    else:
        yield Text(_("We have no reservations on the rest of the agenda."))


def _signed(signed: SignOff) -> Iterator[Block]:
    yield Signed(signed.name, signed.title, date_format(signed.signed_at, "j F Y"))
    if signed.withdrawn_at:
        day = date_format(signed.withdrawn_at, "j F Y")
        yield Heading(_("Taken back"))
        yield Text(f"{day}: {signed.withdrawn_because}")


def _term(signed: SignOff) -> str:
    start = date_format(signed.starts_on, "j F Y")
    if signed.ends_on is None:
        return _("from %(start)s, until it is taken back") % {"start": start}
    return _("from %(start)s to %(end)s") % {"start": start, "end": date_format(signed.ends_on, "j F Y")}
