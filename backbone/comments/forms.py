"""What is asked of somebody who comments?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class CommentForm(forms.Form):
    """One plain text."""

    text = forms.CharField(label=_("Your comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
