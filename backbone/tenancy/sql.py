"""How does a migration make a function that may look over the wall?

Such a function belongs to `backbone_bypass`, a role with BYPASSRLS that cannot log in. It is created
under SET LOCAL ROLE and granted to those who may call it, because ALTER FUNCTION … OWNER would take
EXECUTE away from the old owner.
"""

from typing import Any

from django.db.migrations.operations import RunSQL

Statement = tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | None]

CALLERS = "backbone_app, backbone_owner"


def function_over_the_wall(signature: str, definition: str, *, reads: str, writes: str = "") -> RunSQL:
    """A SECURITY DEFINER function; `reads` and `writes` name the tables that it may touch."""
    statements: list[str | Statement] = [
        f"GRANT SELECT ON {reads} TO backbone_bypass",
        *([f"GRANT UPDATE ON {writes} TO backbone_bypass"] if writes else []),
        "SET LOCAL ROLE backbone_bypass",
        f"CREATE FUNCTION {signature} {definition}",
        f"REVOKE ALL ON FUNCTION {signature.split(' RETURNS ')[0]} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature.split(' RETURNS ')[0]} TO {CALLERS}",
        "RESET ROLE",
    ]
    name = signature.split(" RETURNS ")[0]
    undo: list[str | Statement] = ["SET LOCAL ROLE backbone_bypass", f"DROP FUNCTION {name}", "RESET ROLE"]
    return RunSQL(statements, undo)
