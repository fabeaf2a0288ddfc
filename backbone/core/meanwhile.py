"""How does a form notice that somebody else saved while one was typing?"""

from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class SeenMixin(forms.Form):
    """A form that remembers what stood in its fields when it was shown.

    Whoever saves over what somebody else wrote meanwhile is told so first, and may save again knowing it.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        return self._now() if field_name == "seen" else super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        given = str(answers.pop("seen", ""))
        if given and given != self._now():
            self._tell(given.split("-"))
            posted: Any = self.data
            self.data = posted.copy()
            self.data["seen"] = self._now()  # type: ignore[index]
        return answers

    def _tell(self, given: list[str]) -> None:
        before = dict(zip(self._names(), given, strict=False))
        for name, now in zip(self._names(), self._prints(), strict=True):
            if before.get(name) != now:
                stands = self.initial.get(name)
                said = _("Somebody else changed this meanwhile to “%(value)s”. Save again to put yours in its place.")
                self.add_error(name, said % {"value": "" if stands is None else stands})

    def _names(self) -> list[str]:
        return sorted(set(self.fields) - {"seen"})

    def _now(self) -> str:
        return "-".join(self._prints())

    def _prints(self) -> list[str]:
        return [sha256(str(self.initial.get(name)).encode()).hexdigest()[:8] for name in self._names()]
