"""What is asked for an agreement, a signature and a withdrawal? Parsing only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from measurement.models import Agreement, AgreementAudience, Dimension, Indicator


# Subscripting ModelForm needs a package at run time.
class AgreementForm(forms.ModelForm):  # type: ignore[type-arg]
    """The terms of one agreement; the partner follows from the page."""

    starts_on = a_day(_("In force from"))
    ends_on = a_day(_("Until the end of"), required=False, help_text=_("Empty: until it is withdrawn or replaced."))
    audiences = forms.MultipleChoiceField(
        label=_("Who may see the partner’s own figures"),
        choices=AgreementAudience.Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    indicators = forms.ModelMultipleChoiceField(
        label=_("For these indicators"),
        queryset=Indicator.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all that the initiative has adopted, also those to come."),
    )
    dimensions = forms.ModelMultipleChoiceField(
        label=_("By the groups of"),
        queryset=Dimension.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where chosen dimensions are opened."),
    )

    class Meta:
        model = Agreement
        fields = [
            "title", "purpose", "starts_on", "ends_on", "level", "audiences", "indicators", "groups", "dimensions",
            "threshold", "is_confidential", "shows_zero", "replaces",
        ]  # fmt: skip
        labels = {"replaces": _("Takes the place of")}
        help_texts = {
            "purpose": _("What the figures are shared for, in words that both sides sign."),
            "threshold": _("Empty: the tenant’s own. It may be stricter, never looser."),
            "is_confidential": _(
                "No total is shown in which the two largest partners leave less than a tenth of the largest to the others."
            ),
            "shows_zero": _("A zero is shown only where the tenant and every agreement allow it."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        agreement: Agreement = self.instance
        fields: dict[str, Any] = self.fields
        adopted = Indicator.objects.filter(adoptions__initiative=agreement.initiative, adoptions__ended_on=None)
        fields["indicators"].queryset = adopted.order_by("name")
        fields["indicators"].label_from_instance = lambda indicator: indicator.name
        fields["dimensions"].queryset = Dimension.objects.filter(ended_on=None).order_by("name")
        fields["dimensions"].label_from_instance = lambda dimension: dimension.name
        others = Agreement.objects.filter(initiative=agreement.initiative, provider=agreement.provider)
        fields["replaces"].queryset = others.exclude(signed_at=None).exclude(pk=agreement.pk)
        fields["replaces"].label_from_instance = lambda other: other.title
        fields["shows_zero"].widget.choices = [
            ("unknown", _("The agreement says nothing about it")), ("true", _("Yes")), ("false", _("No")),
        ]  # fmt: skip
        if agreement.pk is not None and not self.is_bound:
            self.initial["audiences"] = [each.audience for each in agreement.audiences.all()]
            self.initial["indicators"] = [each.indicator_id for each in agreement.indicators.all()]
            self.initial["dimensions"] = [each.dimension_id for each in agreement.dimensions.all()]


class SignatureForm(forms.Form):
    """Name and title as they are to stand under the agreement."""

    name = forms.CharField(label=_("Your name, as you sign"), max_length=200)
    title = forms.CharField(label=_("Your title"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawalForm(forms.Form):
    """Why an agreement is withdrawn."""

    because = forms.CharField(label=_("Why it is withdrawn"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
