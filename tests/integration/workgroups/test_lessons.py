"""Lessons: told by all, found by their words, and read only with the consent of everybody they name."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.messages.models import Delivery
from communications.relay import relay
from communications.sandbox.world import World
from measurement.models import Indicator
from tests.conftest import Cast, work_off
from workgroups.models import Lesson, Naming
from workgroups.services import consent
from workgroups.services.lessons import Told, rewrite_lesson, tell_lesson


def told(world: World, title: str = "Ring before you write", who: str = "wes", **more: Any) -> Lesson:
    is_published = more.pop("is_published", True)
    return tell_lesson(world.initiative, words(world, title, **more), is_published=is_published,
                       by=world.people[who].actor)  # fmt: skip


def words(world: World, title: str = "Ring before you write", **more: Any) -> Told:
    said = {"happened": "Letters were not opened.", "learnt": "A call first.", "worked": "no", "origin": world.group}
    return Told(**{"title": title, **said, **more})


def found(client: Client, cast: Cast, who: str, query: str = "") -> list[str]:
    """The titles that somebody finds, in their order."""
    client.force_login(cast.ours.people[who].user)
    answer = client.get(cast.ours.path(f"lessons/?{query}"))
    assert answer.status_code == 200
    return [line.lesson.title for line in answer.context["lines"]]


def naming(person_or_partner: Any) -> Naming:
    field = "membership" if hasattr(person_or_partner, "user_id") else "organization"
    return Naming.objects.filter(**{field: person_or_partner}, ended_at=None).order_by("-pk")[0]


def test_words_are_found_in_their_forms_and_marked_and_titles_come_first(cast: Cast, client: Client) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        told(world, "Breakfast", learnt="A call helps", happened="Many <b>letters</b> were not opened.")
        told(world, "A letter is late", learnt="Ring", happened="It came on Friday.", worked="yes")
        told(world, "Les cantines", learnt="Les enfants mangeaient mieux", happened="À midi.", language="fr")
    assert found(client, cast, "petra", "q=letters") == ["A letter is late", "Breakfast"]
    assert found(client, cast, "petra", "q=letter+-friday") == ["Breakfast"]
    assert found(client, cast, "petra", "q=%22not+opened%22") == ["Breakfast"]
    assert found(client, cast, "petra", "q=opened+not+Friday+nowhere") == []
    assert found(client, cast, "petra", "q=enfant") == ["Les cantines"]  # a French plural by its singular
    page = client.get(world.path("lessons/?q=letters")).content.decode()
    assert "<mark>letters</mark>" in page
    assert "<b>letters" not in page


def test_failures_stand_beside_successes_and_filters_stand_in_the_url(cast: Cast, client: Client) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        share = Indicator.objects.get(code="share")
        told(world, "It worked", worked="yes", indicators=[share])
        told(world, "It did not", worked="no", strategy=world.strategy)
    assert found(client, cast, "petra")[:2] == ["It did not", "It worked"]
    assert "It did not" not in found(client, cast, "petra", "worked=yes")
    assert found(client, cast, "petra", "worked=yes&indicator=share") == ["It worked"]
    assert "It worked" not in found(client, cast, "petra", f"strategy={world.strategy.slug}")
    assert "It did not" in found(client, cast, "petra", f"strategy={world.strategy.slug}&group={world.group.slug}")
    client.force_login(cast.petra.user)
    assert "No lesson is like this" in client.get(world.path("lessons/?q=nowhere")).content.decode()


def test_whoever_is_named_is_asked_by_mail_and_at_home_and_others_read_it_after_that(
    cast: Cast, client: Client
) -> None:
    world, gwen = cast.ours, cast.gwen
    with scope.tenant(world.tenant.pk):
        made = told(world, people=[gwen.membership], organizations=[world.partners[1]], who="fay")
        relay(timezone.now())
        asked = Delivery.objects.filter(event="naming.asked", on_uid=naming(gwen.membership).uid)
        assert [each.recipient for each in asked] == [gwen.user]
    path = world.path(f"lessons/{made.uid}/")
    for name, status in (("fay", 200), ("gwen", 200), ("petra", 404), ("priya", 404), ("dana", 404)):
        client.force_login(world.people[name].user)
        assert client.get(path).status_code == status, name
        assert (made.title in found(client, cast, name, "q=ring")) is (status == 200), name
    client.force_login(gwen.user)
    assert "1 text waits for your word" in client.get(world.path()).content.decode()
    assert "Letters were not opened." in client.get(world.path("lessons/named/")).content.decode()
    with scope.tenant(world.tenant.pk):
        consent.answer(naming(gwen.membership), consents=True, by=gwen.actor)
    assert made.title not in found(client, cast, "petra")  # the organization has said nothing yet
    with scope.tenant(world.tenant.pk):
        other = naming(world.partners[1])
        with pytest.raises(PermissionDenied):
            consent.answer(other, consents=True, by=cast.petra.actor)  # works there, and does not represent it
        Naming.objects.filter(pk=other.pk).update(consented_at=timezone.now())
    assert made.title in found(client, cast, "petra")
    client.force_login(gwen.user)
    assert "waits for your word" not in client.get(world.path()).content.decode()


def test_the_mail_holds_no_word_of_the_lesson(cast: Cast, mailoutbox: list[Any]) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        told(world, "A title that tells", people=[cast.vera.membership])
        relay(timezone.now())
    work_off(world)
    [mail] = [each for each in mailoutbox if each.to == [cast.vera.user.email] and "named" in each.subject]
    assert "A title that tells" not in mail.body + mail.subject
    assert "/lessons/named/" in mail.body


def test_consent_is_taken_back_at_once_and_a_lesson_without_the_name_is_read_again(cast: Cast, client: Client) -> None:
    world, lesson = cast.ours, cast.ours.lesson
    assert lesson.title in found(client, cast, "petra")
    with scope.tenant(world.tenant.pk):
        mine = Naming.objects.get(lesson=lesson, ended_at=None)
        consent.answer(mine, consents=False, by=cast.gwen.actor)
        with pytest.raises(RuleViolation), transaction.atomic():
            consent.answer(mine, consents=False, by=cast.gwen.actor)
    assert lesson.title not in found(client, cast, "petra")
    assert lesson.title in found(client, cast, "rita")  # who has told it
    with scope.tenant(world.tenant.pk):
        without = words(world, "Without a name", origin=world.partners[0])
        rewrite_lesson(lesson, without, is_published=True, by=cast.rita.actor)
    assert "Without a name" in found(client, cast, "petra")


def test_a_no_is_told_to_the_teller_and_a_yes_since_then_is_not(cast: Cast, mailoutbox: list[Any]) -> None:
    world = cast.ours
    for consents, mails in ((False, 1), (True, 0)):
        mailoutbox.clear()
        with scope.tenant(world.tenant.pk):
            made = told(world, f"Told {consents}", people=[cast.gwen.membership], who="wes")
            mine = naming(cast.gwen.membership)
            consent.answer(mine, consents=False, by=cast.gwen.actor)
            if consents:
                consent.answer(mine, consents=True, by=cast.gwen.actor)
            relay(timezone.now())
        work_off(world)
        told_of = [each for each in mailoutbox if "does not want to be named" in each.subject]
        assert [each.to for each in told_of] == [[cast.wes.user.email]] * mails
        assert all(f"/lessons/{made.uid}/" in each.body and made.title not in each.body for each in told_of)


def test_other_words_ask_anew_and_the_same_words_do_not(in_ours: World) -> None:
    by, gwen = in_ours.people["wes"].actor, in_ours.people["gwen"]
    made = told(in_ours, people=[gwen.membership])
    consent.answer(naming(gwen.membership), consents=True, by=gwen.actor)
    rewrite_lesson(made, words(in_ours, worked="yes", people=[gwen.membership]), is_published=True, by=by)
    assert made.namings.get(ended_at=None).consented_at is not None
    changed = words(in_ours, learnt="Gwen never calls.", people=[gwen.membership])
    rewrite_lesson(made, changed, is_published=True, by=by)
    assert made.namings.get(ended_at=None).consented_at is None
    with pytest.raises(RuleViolation) as refused, transaction.atomic():
        rewrite_lesson(made, changed, is_published=True, by=in_ours.people["priya"].actor)
    assert refused.value.refusal.code == "lesson_of_another"


def test_only_who_is_named_consents(in_ours: World) -> None:
    told(in_ours, people=[in_ours.people["gwen"].membership])
    mine = naming(in_ours.people["gwen"].membership)
    for name in ("wes", "priya", "ada", "rita"):
        with pytest.raises(PermissionDenied):
            consent.answer(mine, consents=True, by=in_ours.people[name].actor)
    for name in ("vera", "paolo", "stella", "priya"):
        with pytest.raises(PermissionDenied):
            consent.answer(in_ours.naming, consents=True, by=in_ours.people[name].actor)
    assert consent.answer(in_ours.naming, consents=True, by=in_ours.people["rita"].actor).consented_at


def test_whoever_names_themselves_has_consented(in_ours: World) -> None:
    own = told(in_ours, who="gwen", people=[in_ours.people["gwen"].membership])
    assert own.namings.get().consented_at is not None
    ours = told(in_ours, who="rita", origin=in_ours.partners[0], organizations=[in_ours.partners[0]])
    assert ours.namings.get().consented_at is not None


def test_a_draft_is_its_tellers_alone_and_nobody_is_asked(cast: Cast, client: Client) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        made = told(world, "A draft", people=[cast.gwen.membership], is_published=False)
        assert made.namings.get().asked_at is None
    assert "A draft" in found(client, cast, "wes")
    for name in ("gwen", "priya", "petra"):
        assert "A draft" not in found(client, cast, name)
    with scope.tenant(world.tenant.pk):
        again = words(world, "A draft", people=[cast.gwen.membership])
        rewrite_lesson(made, again, is_published=True, by=cast.wes.actor)
        assert made.namings.get(ended_at=None).asked_at is not None


@pytest.mark.parametrize(("who", "may"), [("paolo", False), ("stella", False), ("oscar", False), ("fay", True)])
def test_a_lesson_comes_from_where_its_teller_belongs(in_ours: World, who: str, may: bool) -> None:
    if may:
        assert told(in_ours, who=who, origin=in_ours.partners[1]).pk
    else:
        with pytest.raises(PermissionDenied):
            told(in_ours, who=who, origin=in_ours.partners[1])


def test_pages_without_anything_say_what_they_are_for(cast: Cast, client: Client) -> None:
    client.force_login(cast.petra.user)
    assert "You are named nowhere" in client.get(cast.ours.path("lessons/named/")).content.decode()
    client.force_login(cast.priya.user)
    assert "No lesson yet" in client.get("/tenant-a/second/lessons/").content.decode()
    there = client.get(cast.ours.path(f"groups/{cast.ours.committee.slug}/cycles/")).content.decode()
    assert "No cycle yet" in there
    assert "Begin a cycle" in there
