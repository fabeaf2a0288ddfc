"""What may a system send, and how much of it?"""

import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from backbone.tenancy.api.problems import Refused


class JsonBody(JSONParser):
    """JSON whose numbers stay exact; nesting without end is a fault of the sender, not of ours."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return json.loads(stream.read(), parse_float=Decimal, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as fault:
            raise ParseError from fault


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def refuse_large(request: Request) -> None:
    """Refuse a body before it is read: DRF's parser would take any size."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        detail = _("The body is larger than %(bytes)d bytes. Send it in parts.") % {"bytes": most}
        raise Refused(413, "too_large", detail)


def refuse_without_match(request: Request, etag: str) -> None:
    """Refuse an edit that does not say which version it was made from, or was made from another one."""
    given = request.headers.get("If-Match")
    if given is None:
        detail = _("Say in If-Match which version you read: its ETag.")
        raise Refused(428, "precondition_required", detail)
    if etag not in [each.strip() for each in given.split(",")]:
        detail = _("Somebody changed it meanwhile. Read it again.")
        raise Refused(412, "precondition_failed", detail, headers={"ETag": etag})
