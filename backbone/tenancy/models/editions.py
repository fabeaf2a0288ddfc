"""Has anything changed that an answer could tell? Counted by the database itself, so that no service can forget it."""

from django.db import models

from backbone.tenancy.models.owned import TenantOwned


class Edition(TenantOwned):
    """Some of the transactions that changed what a tenant's answers are made of; together the rows count all.

    A tenant has as many rows as transactions ever wrote at the same time: each takes one that nobody holds.
    """

    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.count)
