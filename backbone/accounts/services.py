"""How does somebody become a person who can sign in? By an invitation; accepting one calls these in one transaction."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.db import transaction
from django.urls import reverse

from backbone.accounts.models import User

MAIL_DOOR = "accounts.mail_door"


class PasswordAlreadySet(Exception):
    """This person has a password: an invitation must not replace it, they sign in instead."""


def find_or_invite(email: str, name: str) -> User:
    """Return the person with this address, or make one who has no password yet.

    Somebody who exists keeps name and password: the same person may be invited by many tenants, and none of them may
    change what the others see.
    """
    user, _ = User.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"name": name.strip(), "password": make_password(None)},
    )
    return user


@transaction.atomic
def set_first_password(user: User, password: str) -> None:
    """Give an invited person the password they chose.

    Raises ValidationError with a sentence for each rule that the password breaks, and PasswordAlreadySet for somebody
    who has one, so that an old or stolen invitation opens no account.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.has_usable_password():
        raise PasswordAlreadySet
    validate_password(password, locked)
    locked.set_password(password)
    locked.save(update_fields=["password"])
    user.password = locked.password


@transaction.atomic
def mark_email_verified(user: User) -> None:
    """Record that this person reads mail at their address: they followed a link that was sent there."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def mail_door(user: User, path: str) -> str:
    """The path of a link in a mail: it leads its reader to a page, past the sign-in by a code that is mailed anew.

    The link itself opens nothing: who has it still needs the code that goes to the reader's own address.
    """
    token = signing.dumps({"user": str(user.uid), "path": path}, salt=MAIL_DOOR, compress=True)
    return reverse("account_mail_door", args=[token])


def behind_mail_door(token: str) -> tuple[User, str] | None:
    """Whom a link in a mail was sent to, and where it leads; None for one that was tampered with."""
    try:
        said = signing.loads(token, salt=MAIL_DOOR)
    except signing.BadSignature:
        return None
    user = User.objects.filter(uid=said["user"], is_active=True).first()
    return (user, str(said["path"])) if user else None


def may_sign_in(user: User) -> bool:
    """Say whether the door opens: an account that is not closed, at an address that was verified."""
    return user.is_active and EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


def has_second_step(user: User) -> bool:
    """Say whether this person signs in with an authenticator app as well; a tenant may ask it of its administrators."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())
