"""How does a system repeat a creation of which it never heard the answer, and create once?"""

import json
from collections.abc import Callable
from hashlib import sha256

from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from backbone.tenancy.api.keys import ApiRequest
from backbone.tenancy.api.problems import Refused
from backbone.tenancy.services import replies

HEADER = "Idempotency-Key"
LONGEST = 200


def once(request: ApiRequest, create: Callable[[], Response]) -> Response:
    """Create, or repeat the answer given to the same request before.

    Only answers that created something are kept: a refusal has written nothing, so it may be tried again.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return create()
    if not 0 < len(key) <= LONGEST:
        raise Refused(422, "idempotency_key_invalid", _("An Idempotency-Key has 1 to 200 characters."))
    if not replies.reserve(key, by=request.actor):
        detail = _("A request with this Idempotency-Key is being answered now. Ask again.")
        raise Refused(409, "request_in_progress", detail, headers={"Retry-After": "1"})
    asked = _hash(request)
    if found := replies.stored_reply(key, by=request.actor):
        if found.request_hash != asked:
            detail = _("This Idempotency-Key was used for another request.")
            raise Refused(422, "idempotency_key_reused", detail)
        return Response(found.body, status=found.status, headers={"Idempotent-Replayed": "true"})
    response = create()
    body = json.loads(json.dumps(response.data, cls=JSONEncoder))
    replies.store_reply(key, asked, status=response.status_code, body=body, by=request.actor)
    return response


def _hash(request: ApiRequest) -> str:
    django_request = request._request
    head = f"{django_request.method} {django_request.get_full_path()}\n".encode()
    return sha256(head + django_request.body).hexdigest()
