"""The tenant, who belongs to it, and what happened in it."""

from backbone.tenancy.models.editions import Edition
from backbone.tenancy.models.owned import (
    CurrentTenant,
    TenantField,
    TenantForeignKey,
    TenantManager,
    TenantOwned,
)
from backbone.tenancy.models.records import StoredReply, TrailRecord
from backbone.tenancy.models.tenants import ApiKey, Invitation, Membership, StaffRole, Tenant

__all__ = [
    "ApiKey",
    "CurrentTenant",
    "Edition",
    "Invitation",
    "Membership",
    "StaffRole",
    "StoredReply",
    "Tenant",
    "TenantField",
    "TenantForeignKey",
    "TenantManager",
    "TenantOwned",
    "TrailRecord",
]
