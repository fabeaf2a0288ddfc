"""Which initiatives, partners and people may one see?"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.functional import Promise

from backbone.accounts.models import User
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey, Invitation, Membership, StaffRole, TrailRecord
from backbone.tenancy.roles import LABELS, Role
from initiatives.models import Initiative, Participation, PartnerRole, Term
from initiatives.rules.terms import forms_of, keys_named


@dataclass(slots=True)
class PersonLine:
    """A person of the tenant with the roles that hang on the membership."""

    membership: Membership
    roles: list[str] = field(default_factory=list)
    is_invited: bool = False


def initiatives_of(by: Actor) -> list[Initiative]:
    """The initiatives in which the actor holds a role, by name."""
    return list(initiatives_for(by).order_by("name"))


def initiatives_for(by: Actor) -> QuerySet[Initiative]:
    """The initiatives in which the actor holds a role."""
    mine = by.initiative_ids
    return Initiative.objects.all() if mine is None else Initiative.objects.filter(pk__in=mine)


def people_of(initiative: Initiative) -> list[PersonLine]:
    """Staff and partners' people of an initiative with their roles, staff first; four queries."""
    roles: dict[int, list[str]] = defaultdict(list)
    staff = StaffRole.objects.filter(ended_at=None).order_by("pk").values_list("membership_id", "role")
    for membership_id, role in staff:
        roles[membership_id].append(str(LABELS[Role(role)]))
    partners = PartnerRole.objects.filter(
        ended_at=None, organization__participations__initiative=initiative
    ).select_related("organization")
    for held in partners.order_by("organization__name"):
        roles[held.membership_id].append(f"{LABELS[Role(held.role)]}: {held.organization.name}")
    invited = set(Invitation.objects.filter(accepted_at=None).values_list("membership_id", flat=True))
    memberships = Membership.objects.filter(pk__in=roles, ended_at=None).select_related("user").in_bulk()
    return [
        PersonLine(memberships[pk], words, pk in invited and memberships[pk].joined_at is None)
        for pk, words in roles.items()
        if pk in memberships
    ]


def partners_of(initiative: Initiative) -> QuerySet[Participation]:
    """Who takes or took part, those who still do first; one query."""
    here = Participation.objects.filter(initiative=initiative).select_related("organization__sector")
    return here.order_by(F("left_on").desc(nulls_first=True), "organization__name")


def partner_keys_of(initiative: Initiative) -> QuerySet[ApiKey]:
    """The API keys of the initiative's partners, those in force first."""
    keys = ApiKey.objects.filter(partner__organization__participations__initiative=initiative)
    return keys.order_by(F("revoked_at").desc(nulls_first=True), "-made_at")


def all_terms() -> list[Term]:
    """Every term of the tenant's glossary, by its word."""
    return list(Term.objects.order_by("word"))


def agreed_terms() -> list[Term]:
    """The terms that explain themselves wherever they stand."""
    return list(Term.objects.filter(state=Term.State.AGREED).order_by("word"))


def terms_in(texts: Sequence[str], terms: Sequence[Term]) -> list[Term]:
    """Which of the terms the texts name, in the order in which they first stand."""
    by_slug = {term.slug: term for term in terms}
    return [by_slug[slug] for slug in keys_named(texts, forms_of_terms(terms))]


def forms_of_terms(terms: Sequence[Term]) -> list[tuple[str, str]]:
    """Pairs of a term's slug and each of its forms."""
    return [(term.slug, form) for term in terms for form in forms_of(term.word, term.other_forms)]


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, in words; `who` is None for the schedule and for keys."""

    words: str
    happened_at: datetime
    who: User | None
    note: str


def history_of(
    uid: UUID, words: Mapping[str, Promise], notes: Mapping[str, Callable[[str], str]] | None = None
) -> list[Happened]:
    """What happened to a thing, the latest first, as far as there are words for it; one query.

    `notes` says of an event whose note is written for the system how people read it.
    """
    records = TrailRecord.objects.filter(on_uid=uid, event__in=words).select_related("user")
    return [
        Happened(
            str(words[record.event]),
            record.happened_at,
            record.user,
            (notes or {}).get(record.event, str)(record.note),
        )
        for record in records.order_by("-happened_at", "-pk")[:50]
    ]
