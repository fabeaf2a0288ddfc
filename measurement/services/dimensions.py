"""How do ways to divide people come to be, and how do they end without loss? And how do periods get names?"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import Category, Dimension, Indicator, NamedPeriod
from measurement.rules.checks import number

LARGEST_STANDARD = 10**10


@transaction.atomic
def make_dimension(name: str, *, partitions: bool, categories: list[str], by: Actor) -> Dimension:
    """Make a way to divide people, with its groups in order; indicators may then be broken down by it.

    Raises RuleViolation where there is one of this name.
    """
    require(by, Capability.DEFINE_INDICATORS)
    plain = " ".join(name.split())
    # Codes stand in those of breakdowns, whose parts "=" and ";" hold together.
    code = slugify(plain)[:40] or "dimension"
    if Dimension.objects.filter(code=code).exists():
        raise RuleViolation("dimension_exists")
    dimension = Dimension.objects.create(
        code=code, name=plain, partitions=partitions, position=Dimension.objects.count()
    )
    for each in categories:
        add_category(dimension, each, by=by)
    return dimension


@transaction.atomic
def edit_dimension(dimension: Dimension, *, name: str, partitions: bool, by: Actor) -> Dimension:
    """Rename a dimension, or say that its groups overlap; figures by it stay as they are."""
    require(by, Capability.DEFINE_INDICATORS)
    dimension.name, dimension.partitions = " ".join(name.split()), partitions
    dimension.save(update_fields=["name", "partitions"])
    return dimension


@transaction.atomic
def end_dimension(dimension: Dimension, *, ended: bool, by: Actor) -> Dimension:
    """Retire a dimension, or take it up again: a retired one is asked for no more, its figures stay readable."""
    require(by, Capability.DEFINE_INDICATORS)
    dimension.ended_on = timezone.localdate() if ended else None
    dimension.save(update_fields=["ended_on"])
    return dimension


@transaction.atomic
def add_category(dimension: Dimension, name: str, *, by: Actor) -> Category:
    """Add a group, last in its dimension. Raises RuleViolation where the dimension has one of this name."""
    require(by, Capability.DEFINE_INDICATORS)
    plain = " ".join(name.split())
    code = slugify(plain)[:60] or plain[:60].replace("=", "-").replace(";", "-")
    taken = Category.objects.filter(dimension=dimension)
    if taken.filter(code=code).exists() or taken.filter(name__iexact=plain).exists():
        raise RuleViolation("category_exists")
    return Category.objects.create(dimension=dimension, code=code, name=plain, position=taken.count())


@transaction.atomic
def rename_category(category: Category, name: str, *, by: Actor) -> Category:
    """Put a group's name right; its code and its figures stay."""
    require(by, Capability.DEFINE_INDICATORS)
    plain = " ".join(name.split())
    same = Category.objects.filter(dimension=category.dimension_id, name__iexact=plain).exclude(pk=category.pk)
    if same.exists():
        raise RuleViolation("category_exists")
    category.name = plain
    category.save(update_fields=["name"])
    return category


@transaction.atomic
def end_category(category: Category, *, ended: bool, by: Actor) -> Category:
    """Retire a group, or take it up again: a retired one is asked for no more, its figures stay readable."""
    require(by, Capability.DEFINE_INDICATORS)
    category.ended_on = timezone.localdate() if ended else None
    category.save(update_fields=["ended_on"])
    return category


@transaction.atomic
def set_standard(category: Category, standard: str, *, by: Actor) -> Category:
    """Say how many of the standard population are in a group; empty, the group is in none.

    Rates are shown standardised where every group that has such a number has figures. Raises RuleViolation for what is
    no number above 0.
    """
    require(by, Capability.DEFINE_INDICATORS)
    found = number(standard) if standard.strip() else None
    if standard.strip() and (found is None or not 0 < found < LARGEST_STANDARD):
        raise RuleViolation("standard_not_a_number")
    category.standard = found
    category.save(update_fields=["standard"])
    return category


@transaction.atomic
def move_category(category: Category, *, up: bool, by: Actor) -> None:
    """Move a group one place up or down among those of its dimension."""
    require(by, Capability.DEFINE_INDICATORS)
    ordered = list(
        Category.objects.select_for_update(of=("self",))
        .filter(dimension=category.dimension_id)
        .order_by("position", "pk")
    )
    place = [each.pk for each in ordered].index(category.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(ordered):
        ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, each in enumerate(ordered):
        each.position = position
    Category.objects.bulk_update(ordered, ["position"])


@transaction.atomic
def name_period(indicator: Indicator, name: str, starts_on: date, ends_on: date, *, by: Actor) -> NamedPeriod:
    """Give a cohort or a period of its own a name: its figures bear it on every chart and in every table.

    Raises RuleViolation where the calendar gives the periods, or the name or the dates are taken.
    """
    require(by, Capability.DEFINE_INDICATORS)
    if not indicator.has_named_periods:
        raise RuleViolation("periods_follow_the_calendar")
    if ends_on < starts_on:
        raise RuleViolation("period_not_in_order")
    plain = " ".join(name.split())
    taken = NamedPeriod.objects.filter(indicator=indicator)
    if taken.filter(name=plain).exists() or taken.filter(starts_on=starts_on, ends_on=ends_on).exists():
        raise RuleViolation("named_period_exists")
    named = NamedPeriod.objects.create(indicator=indicator, name=plain, starts_on=starts_on, ends_on=ends_on)
    record("indicator.period_named", indicator, by=by, note=plain)
    return named
