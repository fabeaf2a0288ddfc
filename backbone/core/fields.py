"""How is a day asked for, and a row? A day by the browser's own calendar, within the years that somebody can mean."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.models import ModelChoiceIterator

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


class DayField(forms.DateField):
    """A day of the calendar; periods around the year 1 or 9999 could not be moved by a year."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("validators", [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)])
        super().__init__(**options)


# Subscripting these needs a package at run time.
class ReadOnce(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows of a short list, read once: a list without an empty choice is gone through twice, to ask and to show."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from (self.choice(each) for each in self.queryset)


class ShortListsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows of such a list."""

    iterator = ReadOnce


class ShortListField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of a list that is short enough to be kept in memory while the page is made."""

    iterator = ReadOnce
