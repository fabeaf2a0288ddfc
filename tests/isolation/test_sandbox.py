"""Is the sandbox complete? A new model without marked rows in both tenants fails here."""

import pytest
from django.apps import apps
from django.db.models import CharField, Model, TextField

from backbone.tenancy import scope
from backbone.tenancy.wall import is_owned
from communications.sandbox.world import World
from tests.conftest import Cast

OWNED = [model for model in apps.get_models() if is_owned(model)]


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_every_model_has_rows_in_both_tenants(cast: Cast, model: type[Model]) -> None:
    for world in (cast.ours, cast.theirs):
        with scope.tenant(world.tenant.pk):
            assert model._default_manager.exists(), f"{model._meta.label} has no row in {world.tenant.slug}"


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_no_row_bears_the_other_tenants_mark(cast: Cast, model: type[Model]) -> None:
    texts = [f.name for f in model._meta.local_concrete_fields if isinstance(f, CharField | TextField)]
    for world, other in ((cast.ours, cast.theirs), (cast.theirs, cast.ours)):
        with scope.tenant(world.tenant.pk):
            found = " ".join(
                str(value) for row in model._default_manager.values_list(*texts or ["pk"]) for value in row
            )
        assert other.mark not in found


def free_texts() -> list[tuple[type[Model], str]]:
    """Every text that somebody types: TextFields, and CharFields called name, note, title, source or the like."""
    typed = {"name", "note", "title", "source", "purpose", "statement", "definition", "method", "text", "review_note"}
    typed |= {"kept_because"}
    return [
        (model, field.name)
        for model in OWNED
        for field in model._meta.local_concrete_fields
        if isinstance(field, CharField | TextField) and field.name in typed
    ]


@pytest.mark.parametrize(("model", "name"), free_texts(), ids=lambda each: getattr(each, "__name__", each))
def test_every_text_that_somebody_types_bears_its_owners_mark_somewhere(
    cast: Cast, model: type[Model], name: str
) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        texts = [text for text in model._default_manager.values_list(name, flat=True) if text]
    assert any(cast.ours.mark in text or "mark-a" in text for text in texts), texts[:5]


def test_worlds_are_what_the_command_makes(cast: Cast) -> None:
    def names(world: World) -> set[str]:
        return set(world.people) - {"dana", "olga"}

    assert names(cast.ours) == names(cast.theirs)
    assert "dana" in cast.ours.people
    assert "olga" in cast.theirs.people
