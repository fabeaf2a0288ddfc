"""How does the schema describe what all doors share: problems, headers, pages?"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.serializers import Serializer

F = TypeVar("F", bound=Callable[..., Any])

PROBLEM = "application/problem+json"


class ProblemErrorSerializer(Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    pointer = serializers.CharField(help_text="Where: `#/values/17/numerator` in the body, `?limit` in the query.")


class ProblemSerializer(Serializer[Any]):
    """Why it was refused (RFC 9457). Nothing was written."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemErrorSerializer(many=True)  # type: ignore[assignment]  # the name RFC 9457 examples use


WHY = {
    400: "The body cannot be read.",
    401: "The key does not open this tenant.",
    403: "The key lacks the scope, or the role.",
    404: "It is not there, or not yours.",
    406: "Answers are JSON only.",
    409: "A rule forbids it now.",
    412: "It was changed since it was read.",
    413: "It is too much for one request.",
    415: "Send JSON.",
    422: "Something that was sent is not valid.",
    428: "If-Match is missing.",
    429: "The key has asked too often.",
}
READING = (401, 403, 404, 406, 422, 429)
WRITING = (*READING, 400, 409, 413, 415)

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Repeating a request under the same key within 24 hours repeats its answer and creates nothing.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, required=True, description="The ETag that was read."
)


def operation(
    operation_id: str,
    answer: Any,
    *,
    tag: str,
    problems: Sequence[int] = READING,
    example: Any = None,
    parameters: Sequence[Any] = (),
    request: Any = None,
    request_example: Any = None,
) -> Callable[[F], F]:
    """Declare an operation: what it takes, what it answers, and every problem it may answer with."""
    responses: dict[Any, Any] = {(200, "application/json"): OpenApiResponse(answer)}
    for status in sorted(problems):
        responses[(status, PROBLEM)] = OpenApiResponse(ProblemSerializer, description=WHY[status])
    examples = []
    if example is not None:
        examples.append(OpenApiExample("Answer", value=example, response_only=True, status_codes=["200"]))
    if request_example is not None:
        examples.append(OpenApiExample("Request", value=request_example, request_only=True))
    return extend_schema(
        operation_id=operation_id,
        tags=[tag],
        parameters=list(parameters),
        request=request,
        responses=responses,
        examples=examples,
    )


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How a key is sent, for the schema."""

    target_class = "backbone.tenancy.api.keys.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key of the tenant or of one partner."}
