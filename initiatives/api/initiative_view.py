"""What is a view of the API inside one initiative?"""

from typing import Any, cast

from rest_framework.request import Request

from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.views import ApiView
from backbone.tenancy.permissions import Capability, require
from initiatives.doors import InitiativeRequest, enter
from initiatives.models import Initiative


class InitiativeApiRequest(ApiRequest):
    """A request inside an initiative: its actor holds only the roles that count there."""

    initiative: Initiative


class InitiativeView(ApiView):
    """404 for an initiative in which the key has no role, 403 for what is not the key's role."""

    capability = Capability.VIEW_INITIATIVE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        inside = cast("InitiativeRequest", request._request)
        enter(inside, kwargs["initiative"])
        require(inside.actor, self.capability, on=self.on(inside))

    def on(self, request: InitiativeRequest) -> Any:
        """What the capability must be held for: the initiative; None asks whether it is held for anybody in it."""
        return request.initiative
