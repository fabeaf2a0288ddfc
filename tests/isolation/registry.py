"""Which doors are there, and what does it take to stand before each? Walks the URLs; a route without a sample fails.

A sample says with which values a route is tried, and with which method it answers. Names are those of
`reverse`; routes without a name are called by their route.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from weakref import WeakSet

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from backbone.tenancy import scope
from backbone.tenancy.permissions import Capability
from backbone.tenancy.wall import is_owned
from communications.sandbox.world import World
from tests.isolation import agenda, agreements, communities, cycles, definitions, exploring, groups, office, rounds
from tests.isolation.places import (
    a_file,
    accepted_entry,
    chosen,
    of_draft,
    of_evidence,
    of_flow,
    of_form,
    of_form_of,
    of_history_import,
    of_key,
    of_partner,
    of_partner_import,
    of_report,
    of_round,
    of_row,
    of_schedule,
    sent_entry,
    typed_row,
)

PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Door:
    """One route with the view behind it."""

    name: str
    route: str
    view: Callable[..., Any]

    @property
    def parts(self) -> list[str]:
        return PART.findall(self.route)

    @property
    def is_of_tenant(self) -> bool:
        return "tenant" in self.parts

    @property
    def is_of_api(self) -> bool:
        return self.route.startswith("api/")

    def path(self, kwargs: Mapping[str, Any]) -> str:
        path = "/" + PART.sub(lambda part: str(kwargs[part[1]]), self.route)
        assert resolve(path).func is self.view, f"{path} leads to another door than {self.name}"
        return path


Values = Callable[[World], dict[str, Any]]


def nothing(_world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Sample:
    """How one route is tried; `own` are the identifiers that belong to the world and must open nowhere else."""

    methods: str = "GET"
    own: Values = nothing
    body: Values = nothing
    queries: Sequence[str] = ()
    # Where changing wants more than the guard, which lets readers in.
    post_needs: Capability | None = None
    # The row for which the role must be held, where it is neither the initiative nor the partner in the path.
    on: Callable[[World], Any] | None = None


def doors() -> list[Door]:
    """Every route of the project."""
    return list(_walk(get_resolver().url_patterns, "", ""))


@cache
def pages() -> dict[str, Door]:
    """The pages of tenants, by name."""
    return {door.name: door for door in doors() if door.is_of_tenant and not door.is_of_api}


def _walk(patterns: Sequence[URLPattern | URLResolver], route: str, space: str) -> Iterator[Door]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            yield Door(f"{space}{pattern.name}" if pattern.name else here, here, pattern.callback)


SAMPLES_OF_DEFINITIONS: dict[str, Sample] = {name: Sample(*sample) for name, sample in definitions.SAMPLES.items()}
SAMPLES: dict[str, Sample] = {
    **{name: Sample(*tried) for name, tried in rounds.SAMPLES.items()},
    **{name: Sample(*tried, post_needs=agenda.POST_NEEDS.get(name)) for name, tried in agenda.SAMPLES.items()},
    **{name: Sample(*tried, post_needs=office.POST_NEEDS.get(name)) for name, tried in office.SAMPLES.items()},
    **{name: Sample(*tried) for name, tried in agreements.SAMPLES.items()},
    **{name: Sample(*tried) for name, tried in communities.SAMPLES.items()},
    **{name: Sample(*tried) for name, tried in exploring.SAMPLES.items()},
    **{name: Sample(*tried) for name, tried in groups.SAMPLES.items()},
    **{name: Sample(*tried) for name, tried in cycles.SAMPLES.items()},
    "tenancy:permissions": Sample(),
    "tenancy:keys": Sample("GET POST", body=lambda world: {"name": f"New {world.mark}"}),
    "tenancy:key-revoke": Sample("POST", own=of_key),
    "tenancy:settings": Sample(
        "GET POST",
        body=lambda world: {"name": "New", "smallest_cell": 12, "least_contributors": 4, "least_coverage": 80,
                           "small_numbers": "round", "mails_per_week": 4},
    ),
    "tenancy:invitation": Sample("GET POST", own=lambda world: {"token": world.invitation_token},
                                 body=lambda world: {"name": "Ivy", "password": "a quiet harbour at dawn"}),
    "initiatives:people": Sample(),
    "initiatives:invite": Sample(
        "GET POST", body=lambda world: {"email": "new@new.example", "name": "New", "role": "facilitator"}
    ),
    "initiatives:keys": Sample(
        "GET POST",
        body=lambda world: {
            "name": f"New {world.mark}", "organization": str(world.partners[0].pk), "scopes": ["read"],
        },
    ),
    **SAMPLES_OF_DEFINITIONS,
    "measurement:rounds": Sample(),
    "measurement:review": Sample(
        own=of_round, queries=["state=accepted&look=quiet", "partner=p2&indicator=share&look=asked", "state=x&page=9"]
    ),
    "measurement:accept": Sample("POST", own=of_round, body=lambda world: chosen(sent_entry(world))),
    "measurement:return": Sample(
        "POST", own=of_round, body=lambda world: chosen(sent_entry(world)) | {"note": "Please look again"}
    ),
    "measurement:reopen": Sample(
        "POST", own=of_round, body=lambda world: chosen(accepted_entry(world)) | {"note": "Please look again"}
    ),
    "measurement:release": Sample("GET POST", own=of_round),
    "measurement:quality": Sample(own=of_round, queries=["by=indicator", "partner=p1"]),
    "measurement:own-quality": Sample(own=of_form),
    "measurement:flow-add": Sample(
        "POST", own=of_round, body=lambda _: {"stock": "share", "indicator": "rate", "direction": "out"}
    ),
    "measurement:flow-remove": Sample("POST", own=of_flow),
    "measurement:results": Sample(own=of_partner),
    "measurement:comparison": Sample("POST", own=of_partner, body=lambda _: {"act": "revoke"}),
    "measurement:owed": Sample(own=of_partner),
    "measurement:grid": Sample("GET POST", own=of_form, body=typed_row, post_needs=Capability.ENTER_FIGURES),
    "measurement:row": Sample("GET POST", own=of_row, body=typed_row, post_needs=Capability.ENTER_FIGURES),
    "measurement:rows": Sample("POST", own=of_form, body=typed_row),
    "measurement:changes": Sample(own=of_form, queries=["since=nonsense"]),
    "measurement:evidence": Sample(
        "GET POST", own=of_row, body=lambda _: {"file": SimpleUploadedFile("count.csv", b"a,b")},
        post_needs=Capability.ENTER_FIGURES,
    ),
    "measurement:evidence-file": Sample(own=of_evidence),
    "measurement:evidence-remove": Sample("POST", own=of_evidence),
    "measurement:send": Sample("POST", own=of_form),
    "measurement:confirm": Sample("POST", own=of_form),
    "measurement:form-workbook": Sample(own=of_form),
    "measurement:history-imports": Sample("GET POST", body=lambda world: {"source": "A book", "file": a_file(world)}),
    "measurement:history-import": Sample(
        "GET POST", own=of_history_import, body=lambda _: {"act": "cancel"}, queries=["rows=accepted", "rows=rejected"]
    ),
    "measurement:history-import-progress": Sample(own=of_history_import),
    "measurement:history-import-back": Sample(own=of_history_import),
    "measurement:partner-imports": Sample("GET POST", own=of_partner, body=lambda world: {"file": a_file(world)}),
    "measurement:partner-import": Sample(
        "GET POST", own=of_partner_import, body=lambda _: {"act": "cancel"}, queries=["rows=accepted", "rows=rejected"]
    ),
    "measurement:partner-import-progress": Sample(own=of_partner_import),
    "measurement:partner-import-back": Sample(own=of_partner_import),
    "reports:list": Sample(),
    "reports:make": Sample("POST", body=lambda world: {"period": "none"}),
    "reports:schedules": Sample("GET POST", body=lambda world: {
        "name": "New", "every_months": 3, "first_period_start": "2026-01-01", "days_after_period": 9}),
    "reports:schedule-end": Sample("POST", own=of_schedule),
    "reports:detail": Sample(own=of_report),
    "reports:pdf": Sample(own=of_report),
    "reports:progress": Sample(own=of_draft),
    "reports:story": Sample("POST", own=of_draft, body=lambda _: {"place": "lede", "text": "New", "version": "1"}),
    "reports:issue": Sample("POST", own=of_draft),
    "reports:remake": Sample("POST", own=of_draft),
    "communications:tenant": Sample(),
    "communications:home": Sample(),
    "communications:scorecard": Sample(
        queries=["view=charts", "verdict=improving", "outcome=outcome", "verdict=nonsense&outcome=nonsense"]
    ),
    "communications:indicator": Sample(own=lambda world: {"code": world.share.code}),
    "communications:comparison": Sample(own=lambda world: {"code": world.share.code}),
    "communications:revisions": Sample(own=lambda world: {"code": world.share.code}),
    "communications:explanation": Sample(
        own=lambda world: {"code": "rate"}, queries=["from=2020-01-01&to=2020-12-31&on=2021-01-01&group=all"],
    ),
    "communications:rules": Sample(),
    "communications:find": Sample(),
}  # fmt: skip
# More places behind the same doors, where other figures stand.
MORE: list[tuple[str, Values]] = [
    ("communications:indicator", lambda world: {"code": "rate"}),
    ("communications:indicator", lambda world: {"code": "cells"}),
    ("reports:detail", of_draft),
    ("reports:pdf", of_draft),
    *(
        (f"measurement:{page}", partial(of_form_of, number))
        for page in ("results", "owed", "grid")
        for number in (2, 3)
    ),
]


def values_of(world: World, name: str) -> dict[str, Any]:
    with scope.tenant(world.tenant.pk):
        own = SAMPLES[name].own(world)
    return {"tenant": world.tenant.slug, "initiative": world.initiative.slug} | own


def body_of(world: World, name: str) -> dict[str, Any]:
    with scope.tenant(world.tenant.pk):
        return SAMPLES[name].body(world)


def path_of(world: World, name: str) -> str:
    return pages()[name].path(values_of(world, name))


def readable_paths(world: World) -> list[str]:
    """Every page that answers GET, with the queries and further places of its sample."""
    found = []
    for name, sample in SAMPLES.items():
        if "GET" in sample.methods:
            path = path_of(world, name)
            found += [path, *(f"{path}?{query}" for query in sample.queries)]
    for name, own in MORE:
        with scope.tenant(world.tenant.pk):
            values = own(world)
        found.append(pages()[name].path(values_of(world, name) | values))
    return found


def fingerprint(world: World) -> dict[str, str]:
    """A hash of every row of a tenant, by table: two alike mean that nothing was written."""
    with scope.tenant(world.tenant.pk), connection.cursor() as cursor:
        if connection.connection not in _prepared:
            cursor.execute(f"PREPARE fingerprint AS {_every_row()}")
            _prepared.add(connection.connection)
        cursor.execute("EXECUTE fingerprint")
        return dict(cursor.fetchall())


# Planning a look at a hundred tables takes twice as long as the look, so each connection plans it once.
_prepared: WeakSet[Any] = WeakSet()


def _every_row() -> str:
    tables = sorted(model._meta.db_table for model in apps.get_models() if is_owned(model))
    return " UNION ALL ".join(
        f"SELECT '{table}', coalesce(md5(string_agg(t::text, '|' ORDER BY t.id)), '') FROM \"{table}\" t"
        for table in tables
    )
