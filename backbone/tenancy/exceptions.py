"""What goes wrong at the wall?"""


class NoTenantInScope(Exception):
    """A tenant's rows were asked for outside any tenant; a fault of the program, never of a person."""

    def __str__(self) -> str:
        return "No tenant is in scope: enter one with backbone.tenancy.scope.tenant(id)."


class OtherTenantInScope(Exception):
    """A second tenant was to be entered, or a row of another one saved, inside one tenant."""

    def __str__(self) -> str:
        return "Another tenant is in scope."
