"""May an initiative have its place inside a group of another one? Not in itself, and never round in a circle."""

from collections.abc import Mapping

from backbone.core.exceptions import Refusal


def refusal_of_place(initiative: int, host: int, name: str, places: Mapping[int, int]) -> Refusal | None:
    """Say why an initiative cannot be placed in a group of `host`; None means it can.

    `places` says of each initiative that has a place now whose group it is in.
    """
    if initiative == host:
        return Refusal("sub_programme_of_itself", {"name": name})
    if initiative in places:
        return Refusal("sub_programme_has_place", {"name": name})
    if initiative in above(host, places):
        return Refusal("sub_programme_in_a_circle", {"name": name})
    return None


def above(initiative: int, places: Mapping[int, int]) -> list[int]:
    """The initiatives in whose groups one lies, from the nearest up."""
    found: list[int] = []
    at = places.get(initiative)
    while at is not None and at not in found:
        found.append(at)
        at = places.get(at)
    return found
