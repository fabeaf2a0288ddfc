"""How is a day asked for? By the browser's own calendar, and within the years that somebody can mean."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


class DayField(forms.DateField):
    """A day of the calendar; periods around the year 1 or 9999 could not be moved by a year."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("validators", [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)])
        super().__init__(**options)
