"""What stands around every page: where one is, in which role, and where one may go?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import LABELS, Role
from initiatives.doors import InitiativeRequest, organizations_of
from initiatives.models import Initiative, Organization
from initiatives.selectors import has_locals, initiatives_of


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    is_current: bool = False
    count: int = 0
    icon: str = ""
    role_words: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    label: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Shell:
    """What base.html reads; pages before a tenant is known have none."""

    tenant: Tenant
    initiative: Initiative | None = None
    organization: Organization | None = None
    role_words: str = ""
    nav: Sequence[Link] = ()
    phone_nav: Sequence[Link] = ()
    switcher: Sequence[LinkGroup] = ()
    account_links: Sequence[Link] = ()
    find_url: str = ""
    is_campaign: bool = False
    product: str = ""

    @property
    def notice(self) -> str:
        return self.tenant.notice

    @property
    def attribution(self) -> str:
        return self.tenant.attribution


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame. Error pages are made outside the scope and do without."""
    tenant: Tenant | None = getattr(request, "tenant", None)
    actor: Actor | None = getattr(request, "actor", None)
    if tenant is None or not scope.is_entered():
        return {}
    if actor is None:
        return {"shell": Shell(tenant=tenant)}
    initiative: Initiative | None = getattr(request, "initiative", None)
    member: Actor = getattr(request, "member", actor)
    place = Place(tenant, initiative, actor, member, request.path)
    organizations = place.organizations()
    organization = getattr(request, "organization", None) or (organizations[0] if organizations else None)
    is_campaign = initiative is not None and has_locals(initiative)
    nav = place.nav(organization, is_campaign=is_campaign) if initiative else []
    return {
        "shell": Shell(
            tenant=tenant,
            initiative=initiative,
            organization=None if actor.is_staff else organization,
            role_words=role_words(actor),
            nav=nav,
            phone_nav=nav[:5],
            switcher=place.switcher(organizations),
            account_links=place.account_links(),
            find_url=place.find_url(),
            is_campaign=is_campaign,
        )
    }


def pages_for(request: InitiativeRequest) -> list[Link]:
    """Every page of the frame that the reader may open from here."""
    place = Place(request.tenant, request.initiative, request.actor, request.member, request.path)
    organizations = place.organizations()
    nav = place.nav(organizations[0] if organizations else None)
    there = {each.url for each in nav}
    return [*nav, *(each for each in place.further_links() if each.url not in there), *place.account_links()]


def role_words(actor: Actor) -> str:
    """The roles in force, in the order of the permission table."""
    held = {each.role for each in actor.roles}
    return ", ".join(str(LABELS[role]) for role in Role if role in held)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is, and what may be reached from there."""

    tenant: Tenant
    initiative: Initiative | None
    actor: Actor
    member: Actor
    path: str

    def nav(self, organization: Organization | None, *, is_campaign: bool = False) -> list[Link]:
        """The main pages for the roles in force; each role sees what it may open."""
        if self.initiative is None:
            return []
        links = [self._link("communications:home", _("Home"), "home", exact=True)]
        if organization and self._is_of_partner(organization):
            links.append(self._link("measurement:owed", _("Data we owe"), "grid", organization=organization.code))
            links.append(
                self._link(
                    "measurement:results", _("Our results"), "activity", exact=True, organization=organization.code
                )
            )
            links.append(
                self._link(
                    "workgroups:partner-activities", _("Our activities"), "calendar", organization=organization.code
                )
            )
        links.append(self._link("communications:scorecard", _("Scorecard"), "scorecard"))
        # Partners have three pages of their own in the bar; they find the campaign beside the agenda.
        if is_campaign and not self._is_of_partner(organization):
            links.append(self._link("campaigns:campaign", _("Campaign"), "grid"))
        if may(self.actor, Capability.VIEW_ROUNDS, on=self.initiative):
            links.append(self._link("measurement:rounds", _("Data"), "grid"))
        if not self._is_of_partner(organization):
            links.append(self._link("workgroups:activities", _("Activities"), "activity"))
        links.append(self._link("initiatives:agenda", _("Agenda"), "next"))
        if may(self.actor, Capability.READ_REPORT, on=self.initiative):
            links.append(self._link("reports:list", _("Reports"), "report"))
        if may(self.actor, Capability.VIEW_PEOPLE, on=self.initiative):
            links.append(self._link("initiatives:people", _("People"), "people"))
        else:
            links.append(self._link("initiatives:directory", _("Partners"), "people", exact=True))
        return links

    def further_links(self) -> list[Link]:
        """Pages that others lead to, found by name all the same."""
        return [
            self._link("measurement:catalogue", _("Indicators"), "edit"),
            self._link("exploring:explore", _("Explore"), "search"),
            *self._office_links(),
            self._link("founding:path", _("The six steps and five conditions"), "next"),
            self._link("campaigns:checklist", _("Checklist of the local team"), "check"),
            self._link("campaigns:campaign", _("Campaign and its local initiatives"), "next"),
            self._link("funders:funders", _("For those who fund"), "next"),
            self._link("initiatives:directory", _("Partners"), "people"),
            self._link("initiatives:causes", _("What drives what"), "next"),
            self._link("initiatives:strategies", _("Strategies"), "next"),
            self._link("initiatives:sign-offs", _("Who has signed the agenda"), "next"),
            self._link("initiatives:problem-definitions", _("How partners see the problem"), "next"),
            self._link("initiatives:differences", _("Differences"), "next"),
            self._link("initiatives:proposals", _("What became of proposals"), "next"),
            self._link("exploring:views", _("Saved views"), "search"),
            self._link("exploring:export", _("Export"), "download"),
            self._link("measurement:opened", _("Figures opened by partners"), "grid"),
            self._link("workgroups:activities", _("Activities"), "activity"),
            self._link("workgroups:groups", _("Groups"), "people"),
            self._link("workgroups:matrix", _("Alignment matrix"), "grid"),
            self._link("workgroups:map", _("Map of the groups"), "people"),
            self._link("workgroups:together", _("Who works with whom"), "people"),
            self._link("workgroups:lessons", _("Lessons"), "report"),
            self._link("workgroups:named", _("Where you are named"), "people"),
        ]

    def _is_of_partner(self, organization: Organization | None) -> bool:
        return organization is not None and not self.actor.is_staff

    def _office_links(self) -> list[Link]:
        """The backbone's own work, for those who read it."""
        links = []
        if may(self.actor, Capability.VIEW_OFFICE, on=self.initiative):
            links += [
                self._link("office:priorities", _("Priorities of the year"), "next"),
                self._link("office:plan", _("Plan of the backbone"), "calendar"),
                self._link("office:staff", _("Backbone staff"), "people"),
                self._link("office:assessments", _("Assessment of the backbone"), "check"),
            ]
        if may(self.actor, Capability.READ_PULSE, on=self.initiative):
            links.append(self._link("office:pulses", _("What partners say"), "activity"))
        return links

    def organizations(self) -> list[Organization]:
        """The organizations that the person acts for here."""
        return organizations_of(self.actor)

    def switcher(self, organizations: Sequence[Organization]) -> list[LinkGroup]:
        """Other initiatives and organizations of this tenant that are the person's, and the way to other tenants."""
        homes = [
            Link(each.name, reverse("communications:home", args=[self.tenant.slug, each.slug]), each == self.initiative)
            for each in initiatives_of(self.member)
        ]
        groups = [LinkGroup(self.tenant.name, homes)]
        if self.initiative and len(organizations) > 1:
            forms = [
                Link(each.name, self._url("measurement:owed", organization=each.code), f"/{each.code}/" in self.path)
                for each in organizations
            ]
            groups.append(LinkGroup(_("Organizations"), forms))
        groups.append(LinkGroup(_("Elsewhere"), [Link(_("All that you belong to"), reverse("start"))]))
        return groups

    def find_url(self) -> str:
        return self._url("communications:find") if self.initiative else ""

    def account_links(self) -> list[Link]:
        links = [Link(_("Who may do what"), reverse("tenancy:permissions", args=[self.tenant.slug]))]
        if may(self.actor, Capability.KEEP_COMMUNITIES) or may(self.actor, Capability.GOVERN_COMMUNITY):
            links.append(Link(_("Governed communities"), reverse("communities:list", args=[self.tenant.slug])))
        if may(self.actor, Capability.MANAGE_KEYS):
            links.append(Link(_("API keys"), reverse("tenancy:keys", args=[self.tenant.slug])))
        if may(self.actor, Capability.CHANGE_SETTINGS):
            links.append(Link(_("Settings"), reverse("tenancy:settings", args=[self.tenant.slug])))
        return links

    def _url(self, name: str, **more: str) -> str:
        return reverse(name, kwargs={"tenant": self.tenant.slug, "initiative": self._slug(), **more})

    def _link(self, name: str, label: str, icon: str, *, exact: bool = False, **more: str) -> Link:
        url = self._url(name, **more)
        return Link(label, url, self.path == url if exact else self.path.startswith(url), icon=icon)

    def _slug(self) -> str:
        return self.initiative.slug if self.initiative else ""
