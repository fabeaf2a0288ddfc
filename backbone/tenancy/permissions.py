"""Who may do what? One table, `permissions.csv`, decides for pages, API and tasks alike.

A cell is `yes`, `own` (only for one's own organization, group or governed community) or empty, which means no.
"""

import csv
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.actors import Actor
from backbone.tenancy.roles import Role, RoleHeld

# What of a row may be one's own.
PLACES = ("organization_id", "group_id", "community_id")
TABLE = Path(__file__).with_name("permissions.csv")


class Capability(StrEnum):
    VIEW_INITIATIVE = "view_initiative"
    PROPOSE_INDICATORS = "propose_indicators"
    DEFINE_INDICATORS = "define_indicators"
    TELL_STORY = "tell_story"
    KEEP_GLOSSARY = "keep_glossary"
    FOUND_INITIATIVE = "found_initiative"
    SHARE_WITH_CAMPAIGN = "share_with_campaign"
    DRAFT_AGENDA = "draft_agenda"
    COMMENT_AGENDA = "comment_agenda"
    DECIDE_AGENDA = "decide_agenda"
    ADOPT_AGENDA = "adopt_agenda"
    DEFINE_PROBLEM = "define_problem"
    SIGN_AGENDA = "sign_agenda"
    HAND_OVER = "hand_over"
    DESCRIBE_PARTNER = "describe_partner"
    VIEW_PLEDGES = "view_pledges"
    MAKE_PLEDGE = "make_pledge"
    VIEW_OFFICE = "view_office"
    RUN_OFFICE = "run_office"
    ANSWER_PULSE = "answer_pulse"
    READ_PULSE = "read_pulse"
    VIEW_PARTNER_PAGES = "view_partner_pages"
    VIEW_OWN_FIGURES = "view_own_figures"
    VIEW_ALL_FIGURES = "view_all_figures"
    AGREE_TO_COMPARISON = "agree_to_comparison"
    VIEW_ROUNDS = "view_rounds"
    MANAGE_ROUNDS = "manage_rounds"
    REMIND_PARTNERS = "remind_partners"
    GRANT_EXCEPTIONS = "grant_exceptions"
    ENTER_FIGURES = "enter_figures"
    REVIEW_ENTRIES = "review_entries"
    RELEASE_FIGURES = "release_figures"
    LOAD_HISTORY = "load_history"
    VIEW_AGREEMENTS = "view_agreements"
    DRAFT_AGREEMENTS = "draft_agreements"
    SIGN_FOR_PARTNER = "sign_for_partner"
    SIGN_FOR_BACKBONE = "sign_for_backbone"
    KEEP_COMMUNITIES = "keep_communities"
    GOVERN_COMMUNITY = "govern_community"
    MAKE_REPORT = "make_report"
    WRITE_REPORT = "write_report"
    ISSUE_REPORT = "issue_report"
    READ_REPORT = "read_report"
    MANAGE_GROUPS = "manage_groups"
    PLAN_ACTIVITIES = "plan_activities"
    RUN_CYCLES = "run_cycles"
    TELL_LESSONS = "tell_lessons"
    CONSENT_FOR_PARTNER = "consent_for_partner"
    VIEW_PEOPLE = "view_people"
    MANAGE_PARTNERS = "manage_partners"
    INVITE_PEOPLE = "invite_people"
    MANAGE_KEYS = "manage_keys"
    CHANGE_SETTINGS = "change_settings"

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS: dict[Capability, Promise] = {
    Capability.VIEW_INITIATIVE: _("See the initiative, its scorecard and its indicators, as released"),
    Capability.PROPOSE_INDICATORS: _("Propose indicators and terms, and comment on them"),
    Capability.DEFINE_INDICATORS: _("Define, activate, adopt and retire indicators"),
    Capability.TELL_STORY: _("Tell the story behind a curve, and note what happened around it"),
    Capability.KEEP_GLOSSARY: _("Agree and retire terms of the glossary"),
    Capability.FOUND_INITIATIVE: _("Found an initiative, place it in a campaign, and take it out again"),
    Capability.SHARE_WITH_CAMPAIGN: _("Let a campaign’s readers see what a local initiative has released, or no more"),
    Capability.DRAFT_AGENDA: _("Draft the common agenda, and answer what is said about it"),
    Capability.COMMENT_AGENDA: _("Comment on the common agenda, and raise differences"),
    Capability.DECIDE_AGENDA: _("Say as the steering committee where one stands on an agenda"),
    Capability.ADOPT_AGENDA: _("Adopt an agenda once the steering committee consents"),
    Capability.DEFINE_PROBLEM: _("Say how a partner sees the problem"),
    Capability.SIGN_AGENDA: _("Sign the common agenda for a partner, and take the signature back"),
    Capability.HAND_OVER: _("Let a successor take over somebody’s roles and seats at a partner"),
    Capability.DESCRIBE_PARTNER: _("Say where a partner works and what it excels at"),
    Capability.VIEW_PLEDGES: _("See what partners have promised, and what the backbone costs"),
    Capability.MAKE_PLEDGE: _("Promise hours or money for a partner, and say what was given"),
    Capability.VIEW_OFFICE: _("Read the backbone's plan, priorities and staff, and its assessments"),
    Capability.RUN_OFFICE: _("Plan and assess the backbone's own work, and ask partners how it is"),
    Capability.ANSWER_PULSE: _("Answer a pulse survey, once and anonymously"),
    Capability.READ_PULSE: _("Read what pulse surveys found, once enough have answered"),
    Capability.VIEW_PARTNER_PAGES: _("Open a partner's pages: what it owes and what became of it"),
    Capability.VIEW_OWN_FIGURES: _("See a partner's own figures in every state"),
    Capability.VIEW_ALL_FIGURES: _("See all figures in every state"),
    Capability.AGREE_TO_COMPARISON: _("Let other partners see a partner's figures by name, if they do the same"),
    Capability.VIEW_ROUNDS: _("See who has sent, who has not, and how late"),
    Capability.MANAGE_ROUNDS: _("Plan, open and close collection rounds, and say who is asked for what"),
    Capability.REMIND_PARTNERS: _("Remind partners of what they owe, and see the mails"),
    Capability.GRANT_EXCEPTIONS: _("Let a partner off in a round: more time, or nothing owed"),
    Capability.ENTER_FIGURES: _("Enter and send a partner's figures"),
    Capability.REVIEW_ENTRIES: _("Accept or return entries"),
    Capability.RELEASE_FIGURES: _("Release figures for others to see"),
    Capability.LOAD_HISTORY: _("Load history and public sources"),
    Capability.VIEW_AGREEMENTS: _("Read data-sharing agreements"),
    Capability.DRAFT_AGREEMENTS: _("Draft data-sharing agreements"),
    Capability.SIGN_FOR_PARTNER: _("Sign data-sharing agreements for a partner, and withdraw them"),
    Capability.SIGN_FOR_BACKBONE: _("Sign data-sharing agreements for the backbone organization"),
    Capability.KEEP_COMMUNITIES: _("Found governed communities, say what they govern, and name stewards"),
    Capability.GOVERN_COMMUNITY: _("Speak for a governed community: approve, see who looked, export, withdraw"),
    Capability.MAKE_REPORT: _("Ask for a progress report"),
    Capability.WRITE_REPORT: _("Write the story in a progress report"),
    Capability.ISSUE_REPORT: _("Issue a progress report"),
    Capability.READ_REPORT: _("Read issued progress reports"),
    Capability.MANAGE_GROUPS: _("Form, change and close groups, write their charters and give their seats"),
    Capability.PLAN_ACTIVITIES: _("Plan activities, and say which part a partner takes in them"),
    Capability.RUN_CYCLES: _("Run the cycles of a group: plan, do, evidence, communicate, decide"),
    Capability.TELL_LESSONS: _("Tell what was learnt, and rewrite what one has told"),
    Capability.CONSENT_FOR_PARTNER: _("Consent for a partner to be named in a lesson or story"),
    Capability.VIEW_PEOPLE: _("See people and their roles"),
    Capability.MANAGE_PARTNERS: _("Say which partners take part, in which sector, and who follows whom"),
    Capability.INVITE_PEOPLE: _("Invite people"),
    Capability.MANAGE_KEYS: _("Make and revoke API keys"),
    Capability.CHANGE_SETTINGS: _("Change the tenant's settings"),
}


@cache
def table() -> dict[Capability, dict[Role, str]]:
    """The table: `yes`, `own` or an empty text for each capability and role."""
    with TABLE.open(newline="") as file:
        return {
            Capability(row.pop("capability")): {Role(role): cell for role, cell in row.items()}
            for row in csv.DictReader(file)
        }


def may(by: Actor, capability: Capability, on: Any = None) -> bool:
    """Whether one of the actor's roles grants the capability.

    `on` is the row acted on: its `initiative_id`, `organization_id`, `group_id` and `community_id`, where it has them,
    must be those for which the role is held. Without `on` the question is whether it could be granted at all.
    """
    cells = table()[capability]
    return any(_grants(held, cells[held.role], on) for held in by.roles)


def require(by: Actor, capability: Capability, on: Any = None) -> None:
    """Raise PermissionDenied unless the actor may; a row of another tenant never gets this far."""
    if on is not None and getattr(on, "tenant_id", by.tenant_id) != by.tenant_id:
        raise PermissionDenied(capability.value)
    if not may(by, capability, on):
        raise PermissionDenied(capability.value)


def _grants(held: RoleHeld, cell: str, on: Any) -> bool:
    if not cell:
        return False
    if on is None:
        return True
    initiative_id = getattr(on, "initiative_id", None)
    if held.initiative_id is not None and initiative_id is not None and held.initiative_id != initiative_id:
        return False
    return cell == "yes" or any(_is_own(held, on, place) for place in PLACES)


def _is_own(held: RoleHeld, on: Any, place: str) -> bool:
    mine = getattr(held, place)
    return mine is not None and mine == getattr(on, place, None)
