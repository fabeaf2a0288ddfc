"""Into which groups are figures broken down?"""

from django.db import models

from backbone.tenancy.models import TenantForeignKey, TenantOwned


class Dimension(TenantOwned):
    """A way to divide people into groups, such as sex. Its categories partition the whole, or they overlap.

    A retired one is asked for no more; figures by it stay readable.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    partitions = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="dimension_code_unique_in_tenant")]

    def __str__(self) -> str:
        return self.name


class Category(TenantOwned):
    """One group of a dimension. One that has ended is asked for no more; its figures stay readable."""

    dimension = TenantForeignKey(Dimension, models.CASCADE, related_name="categories")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)
    # How many of the standard population are in it: rates are standardised where all groups that have one have figures.
    standard = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "dimension", "code"], name="category_code_unique_in_dimension")
        ]

    def __str__(self) -> str:
        return self.name


class Breakdown(TenantOwned):
    """A combination of categories in use; `all`, with none, is an entry of its own.

    One narrow key on a figure stands for any number of dimensions.
    """

    ALL = "all"

    code = models.CharField(max_length=200)
    name = models.CharField(max_length=250)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="breakdown_code_unique_in_tenant")]

    def __str__(self) -> str:
        return self.name


class BreakdownCategory(TenantOwned):
    """A category of a breakdown."""

    breakdown = TenantForeignKey(Breakdown, models.CASCADE, related_name="parts")
    category = TenantForeignKey(Category, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "breakdown", "category"], name="breakdown_category_once")
        ]

    def __str__(self) -> str:
        return f"{self.breakdown}: {self.category}"
