"""Which rows of a world stand behind the doors of forms, reviews, reports and keys?"""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from backbone.tenancy.models import ApiKey
from communications.sandbox.world import World
from measurement.models import Entry, Evidence, Flow, Obligation


def row_uid(world: World) -> Any:
    return Obligation.objects.get(round=world.round, provider=world.partners[0]).uid


def of_round(world: World) -> dict[str, Any]:
    return {"slug": world.round.slug}


def of_partner(world: World) -> dict[str, Any]:
    return {"organization": world.partners[0].code}


def of_form(world: World) -> dict[str, Any]:
    return of_partner(world) | of_round(world)


def of_form_of(number: int, world: World) -> dict[str, Any]:
    return {"organization": world.partners[number - 1].code} | of_round(world)


def of_row(world: World) -> dict[str, Any]:
    return of_form(world) | {"uid": row_uid(world)}


def of_evidence(world: World) -> dict[str, Any]:
    return of_partner(world) | {"uid": Evidence.objects.get(obligation__provider=world.partners[0]).uid}


def of_flow(world: World) -> dict[str, Any]:
    return of_round(world) | {"uid": Flow.objects.get().uid}


def a_file(world: World) -> SimpleUploadedFile:
    return SimpleUploadedFile("new.csv", f"Indicator,Organization,Period,Value\nrate,p1,2025,{world.mark}\n".encode())


def of_partner_import(world: World) -> dict[str, Any]:
    return of_partner(world) | {"uid": world.import_of_partner.uid}


def of_history_import(world: World) -> dict[str, Any]:
    return {"uid": world.import_of_history.uid}


def of_report(world: World) -> dict[str, Any]:
    return {"uid": world.issued.uid}


def of_draft(world: World) -> dict[str, Any]:
    return {"uid": world.draft.uid}


def of_view(world: World) -> dict[str, Any]:
    return {"uid": world.shared_view.uid}


def of_schedule(world: World) -> dict[str, Any]:
    return {"uid": world.schedule.uid}


def sent_entry(world: World) -> Entry:
    return Entry.objects.get(state="submitted", submission__provider=world.partners[1])


def accepted_entry(world: World) -> Entry:
    return Entry.objects.filter(state="accepted").order_by("pk")[0]


def chosen(entry: Entry) -> dict[str, Any]:
    return {"entry": [str(entry.uid)], f"version-{entry.uid}": str(entry.version)}


def of_sent(world: World) -> dict[str, Any]:
    return of_round(world) | {"uid": sent_entry(world).uid}


def of_key(world: World) -> dict[str, Any]:
    return {"uid": ApiKey.objects.get(is_of_partner=False).uid}


def typed_row(world: World) -> dict[str, Any]:
    uid = row_uid(world)
    entry = Entry.objects.get(obligation__uid=uid)
    texts = {f"{name}-{uid}": "Right" for name in ("note", "kept_because")}
    return texts | {
        f"version-{uid}": entry.version,
        f"numerator-{uid}": "66",
        f"denominator-{uid}": "100",
        "typed_from": "A letter",
    }
