"""A steward sees who looked: written with the answer, once a request, and only where governed figures were in it."""

import csv
import io
import json
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backbone.tenancy import scope
from backbone.tenancy.models import TrailRecord
from communications.reports.models import ProgressReport
from communications.reports.services.making import make_report, remake_report
from communications.reports.services.writing import issue_report
from measurement.models import Look
from measurement.services.communities import withdraw
from tests.conftest import Cast
from tests.integration.measurement.agreeing import YEAR, load, release
from tests.integration.measurement.governing import GROUPS, approved, cells, founded, load_groups

SERIES = "series?subject=community&breakdown=*"


def told(cast: Cast) -> Any:
    """A governed group that others see, as its steward has agreed."""
    with scope.tenant(cast.ours.tenant.pk):
        community = founded(cast, categories=["female"])
        load_groups(cast, YEAR)
        release(cast)
        approved(cast, is_standing=True)
        release(cast)
    return community


def looks(cast: Cast) -> list[tuple[str, str, str | None, int]]:
    with scope.tenant(cast.ours.tenant.pk):
        rows = Look.objects.filter(community__slug="river").order_by("pk").select_related("user", "key", "indicator")
        return [(e.indicator.code, e.door, e.user.name if e.user else (e.key and e.key.name), e.times) for e in rows]


def written_by(client: Client, path: str, **headers: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, headers=headers)
        assert answer.status_code == 200, path
    statements = [each["sql"].strip() for each in queries]
    changes = [each for each in statements if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    return [each for each in changes if "django_session" not in each and "backbone_cache" not in each]


def test_a_look_is_written_where_governed_figures_were_shown_and_nowhere_else(cast: Cast, sign_in: Any) -> None:
    community = told(cast)
    client, name = sign_in(cast.stella), cast.stella.user.name
    for path in ("scorecard/", "indicators/share/", "explore/?indicator=share", "indicators/cells/definition/"):
        if client.get(cast.ours.path(path)).status_code == 200:
            assert written_by(client, cast.ours.path(path)) == [], path
    assert looks(cast) == []
    path = cast.ours.path("explore/?group=sex%3Dfemale&indicator=cells")
    [first] = written_by(client, path)
    assert first.startswith("INSERT INTO measurement_look"), "one statement, and nothing else is written by reading"
    written_by(client, path)
    assert looks(cast) == [("cells", "exploring:explore", name, 2)]
    with scope.tenant(cast.ours.tenant.pk):
        withdraw(community, None, because="Ours", by=cast.willa.actor)
    assert written_by(client, path) == [], "what is hidden was shown to nobody"


def test_keys_exports_and_reports_count_too_and_304_tells_nothing(cast: Cast, sign_in: Any, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1000
    told(cast)
    world = cast.ours
    key = {"Authorization": f"Bearer {world.keys['tenant']}"}
    api = f"/api/v1/{world.tenant.slug}/initiatives/{world.initiative.slug}/{SERIES}"
    answer = Client().get(api, headers=key)
    assert answer.status_code == 200
    assert Client().get(api, headers=key | {"If-None-Match": answer.headers["ETag"]}).status_code == 304
    stream = Client().get(f"/api/v1/{world.tenant.slug}/{world.initiative.slug}/published", headers=key)
    assert any(row["breakdown"] == "sex=female" and not row["hidden"] for row in json.loads(stream.content)["results"])
    list(sign_in(cast.oscar).get(world.path("explore/figures.csv?group=sex%3Dfemale")).streaming_content)
    with scope.tenant(world.tenant.pk):
        report = remake_report(world.draft, by=cast.priya.actor)
        make_report(report.uid, by=cast.priya.actor, progress=lambda _done, _total: None)
    by_reader: dict[str | None, int] = {}
    for _indicator, _door, who, times in looks(cast):
        by_reader[who] = by_reader.get(who, 0) + times
    assert by_reader[f"Key {world.mark}"] == 2, "the series once, as 304 tells nothing new, and the stream"
    assert by_reader[cast.oscar.user.name] == 1
    assert by_reader[cast.priya.user.name] == 1


def test_whoever_reads_a_report_later_has_looked_at_what_it_keeps(cast: Cast, sign_in: Any) -> None:
    told(cast)
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        report = remake_report(world.draft, by=cast.priya.actor)
        make_report(report.uid, by=cast.priya.actor, progress=lambda _done, _total: None)
        issue_report(ProgressReport.objects.get(pk=report.pk), by=cast.priya.actor)
    before = looks(cast)
    client = sign_in(cast.stella)
    assert client.get(world.path("reports/")).status_code == 200
    assert looks(cast) == before, "its title tells nothing"

    for page, door in (("/", "reports:detail"), (".pdf", "reports:pdf")):
        client.get(world.path(f"reports/{report.uid}{page}"))
        indicator, through, who, _times = looks(cast)[-1]
        assert (indicator, through, who) == ("cells", door, cast.stella.user.name)


def test_the_steward_sees_looks_at_its_own_only_and_answers_on_its_page(cast: Cast, sign_in: Any) -> None:
    told(cast)
    sign_in(cast.stella).get(cast.ours.path("explore/?group=sex%3Dfemale&indicator=cells"))
    client, base = sign_in(cast.willa), f"/{cast.ours.tenant.slug}/communities/"
    page = client.get(f"{base}river/").content.decode()
    assert cast.stella.user.name in page
    assert "Explore" in page
    assert cast.stella.user.name not in client.get(f"{base}river/?indicator=share").content.decode()
    other = client.get(f"{base}river-people/").content.decode()
    assert cast.stella.user.name not in other.split('id="looks"')[1]
    for person in (cast.ada, cast.dana, cast.stella):
        assert sign_in(person).get(f"{base}river/").status_code == 403


def test_a_steward_takes_out_all_its_figures_exactly(cast: Cast, sign_in: Any) -> None:
    told(cast)
    with scope.tenant(cast.ours.tenant.pk):
        load(cast, {"p1": 3}, year=YEAR - 1, sex="female")
    answer = sign_in(cast.willa).post(f"/{cast.ours.tenant.slug}/communities/river/figures.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    ours = {(row["subject_code"], row["period_start"][:4]): row["numerator"] for row in rows}
    assert {row["group"] for row in rows} == {"sex=female"}
    assert ours["p1", str(YEAR - 1)] == "3"
    assert {code: ours[code, str(YEAR)] for code in GROUPS["female"]} == {
        code: str(count) for code, count in GROUPS["female"].items()
    }
    assert sign_in(cast.dana).post(f"/{cast.ours.tenant.slug}/communities/river/figures.csv").status_code == 403
    with scope.tenant(cast.ours.tenant.pk):
        assert TrailRecord.objects.filter(event="community.exported").exists()
        assert cells(cast.ours) is not None
