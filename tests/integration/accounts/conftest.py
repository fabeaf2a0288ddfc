"""People for the tests of sign-in: dana has a password, ines was invited and has none yet."""

import pytest

from backbone.accounts import services
from backbone.accounts.models import User

PASSWORD = "a quiet harbour at dawn"


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def dana(db: None) -> User:
    user = services.find_or_invite("dana@example.org", "Dana Whitfield")
    services.set_first_password(user, PASSWORD)
    services.mark_email_verified(user)
    return user


@pytest.fixture
def ines(db: None) -> User:
    return services.find_or_invite("ines@example.org", "Ines Okafor")
