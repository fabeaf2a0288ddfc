"""How does an initiative say when its partners are reminded?"""

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from communications.reminders.models import ReminderRule
from initiatives.models import Initiative
from measurement.models import CollectionRound

SUBMITTERS, REPRESENTATIVE = ReminderRule.Audience.SUBMITTERS, ReminderRule.Audience.REPRESENTATIVE
# A week before, on the day, three days after, and to the representative ten days after.
USUAL = ((-7, SUBMITTERS), (0, SUBMITTERS), (3, SUBMITTERS), (10, REPRESENTATIVE))


@transaction.atomic
def add_rule(initiative: Initiative, days_after_due: int, audience: str, *, by: Actor) -> ReminderRule:
    """Remind so many days before or after the day that something is due, in every round that is open from now on.

    Raises PermissionDenied unless `by` may remind partners there; RuleViolation for a rule that is there already;
    ValidationError for more than 90 days.
    """
    require(by, Capability.REMIND_PARTNERS, on=initiative)
    found = ReminderRule.objects.filter(initiative=initiative, days_after_due=days_after_due, audience=audience).first()
    if found and found.is_active:
        raise RuleViolation("reminder_rule_is_there")
    rule = found or ReminderRule(initiative=initiative, days_after_due=days_after_due, audience=audience)
    rule.is_active = True
    rule.full_clean(exclude=["tenant"])
    rule.save()
    record("reminder_rule.added", rule, by=by, initiative_uid=initiative.uid, note=f"{days_after_due} {audience}")
    return rule


@transaction.atomic
def end_rule(rule: ReminderRule, *, by: Actor) -> None:
    """Remind by this rule no longer; what was sent stays in the list of mails."""
    require(by, Capability.REMIND_PARTNERS, on=rule.initiative)
    rule.is_active = False
    rule.save(update_fields=["is_active"])
    record("reminder_rule.ended", rule, by=by, initiative_uid=rule.initiative.uid)


def make_usual_rules(*, by: Actor) -> int:
    """Give each initiative of the tenant in scope that has a round, and never had a rule, the usual four.

    Returns how many rules were made; looking twice makes none.
    """
    begun = Initiative.objects.filter(pk__in=CollectionRound.objects.values("initiative"))
    made = [
        ReminderRule(initiative=initiative, days_after_due=days, audience=audience)
        for initiative in begun.exclude(pk__in=ReminderRule.objects.values("initiative"))
        for days, audience in USUAL
    ]
    if made:
        require(by, Capability.REMIND_PARTNERS)
        ReminderRule.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)
