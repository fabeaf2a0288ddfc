"""How does a link in a mail let its reader in, and in which language and hours do mails come?"""

from typing import Any, cast

from allauth.account.views import RequestLoginCodeView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.accounts.forms import PreferencesForm
from backbone.accounts.models import User
from backbone.accounts.services import behind_mail_door


class MailDoor(RequestLoginCodeView):
    """Past the sign-in from a mail: who is signed in goes on at once, anybody else asks for a code by one button.

    A button, because programs that look at mails follow links: each would have sent a code.
    """

    template_name = "account/mail_door.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = behind_mail_door(kwargs["token"])
        if found is None:
            raise Http404
        self.reader, self.path = found
        if request.user.is_authenticated:
            return redirect(self.path)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_kwargs()
        if self.request.method == "POST":
            options["data"] = {"email": self.reader.email}
        return options

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)
        return {**context, "reader": veiled(self.reader.email), "path": self.path}


mail_door = MailDoor.as_view()


def veiled(email: str) -> str:
    """An address that its owner knows and nobody else learns: p…@gateshead.example."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """In which language and hours the person wants mails."""
    form = PreferencesForm(request.POST or None, instance=cast(User, request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved: your mails come as you wish."))
        return redirect("account_preferences")
    return render(request, "account/preferences.html", {"form": form}, status=422 if form.errors else 200)
