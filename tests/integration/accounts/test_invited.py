"""An invited person: found or made, a first password that an old invitation cannot replace, a verified address."""

import pytest
from django.core.exceptions import ValidationError

from backbone.accounts import services
from backbone.accounts.models import User


def test_inviting_twice_makes_one_person_and_keeps_the_name(ines: User) -> None:
    again = services.find_or_invite(" Ines@Example.ORG ", "Somebody Else")

    assert again == ines
    assert again.name == "Ines Okafor"
    assert not again.has_usable_password()


def test_the_first_password_is_checked_and_set_once(ines: User, password: str) -> None:
    with pytest.raises(ValidationError, match="too short"):
        services.set_first_password(ines, "ines")

    services.set_first_password(ines, password)
    with pytest.raises(services.PasswordAlreadySet):
        services.set_first_password(ines, "a password of somebody else")

    assert User.objects.get(pk=ines.pk).check_password(password)


def test_only_a_verified_and_open_account_may_sign_in(ines: User) -> None:
    assert not services.may_sign_in(ines)
    services.mark_email_verified(ines)
    services.mark_email_verified(ines)
    assert services.may_sign_in(ines)
    ines.is_active = False
    assert not services.may_sign_in(ines)
