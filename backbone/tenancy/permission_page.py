"""How does the table of permissions look in the documentation? Made from the table that decides."""

from backbone.tenancy.permissions import table
from backbone.tenancy.roles import Role

INTRODUCTION = """# Who may do what

Made by `manage.py write_permissions` from `backbone/tenancy/permissions.csv`, the one table that decides on pages, in
the API and in the background; change that, never this page. *Own* means: for one's own organization, group or governed
community. A role counts where it is held: staff and stewards in every initiative of the tenant, others in the
initiatives that their organization, seat or observer's place belongs to. Every tenant's page "Who may do what" shows
the same table.
"""


def permission_page() -> str:
    """The page in Markdown, with the roles of people, then those of systems."""
    people = [role for role in Role if role not in SYSTEMS]
    return "\n".join([INTRODUCTION, *_part("People", people), "", *_part("Systems", list(SYSTEMS)), ""])


SYSTEMS = (Role.TENANT_KEY, Role.PARTNER_KEY, Role.SCHEDULE)


def _part(title: str, roles: list[Role]) -> list[str]:
    heads = " | ".join(str(role.label) for role in roles)
    rows = [
        f"| {capability.label} | " + " | ".join(cells[role] for role in roles) + " |"
        for capability, cells in table().items()
    ]
    return [f"## {title}", "", f"| | {heads} |", "|---" * (len(roles) + 1) + "|", *rows]
