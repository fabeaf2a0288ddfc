"""What does an initiative want to change?"""

from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from initiatives.models import Initiative, Outcome


@transaction.atomic
def add_outcome(initiative: Initiative, name: str, *, by: Actor) -> Outcome:
    """Name one more outcome, last in order. Raises RuleViolation where there is one of this name."""
    require(by, Capability.DEFINE_INDICATORS, on=initiative)
    plain = " ".join(name.split())[:120]
    here = Outcome.objects.filter(initiative=initiative)
    slug = slugify(plain)[:60] or f"outcome-{uuid4().hex[:8]}"
    if here.filter(name__iexact=plain).exists() or here.filter(slug=slug).exists():
        raise RuleViolation("outcome_exists")
    return Outcome.objects.create(initiative=initiative, slug=slug, name=plain, position=here.count())
