"""Who signs in? One person, one e-mail address, whatever the number of tenants."""

from typing import Any, ClassVar, Self
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Users(BaseUserManager["User"]):
    """Makes people by e-mail address; addresses are kept in lower case, so that one person is one row."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail address.

    Global: the same person may belong to many tenants. What they may do there stands in the tenant,
    never here; `is_staff` is the platform's operator, who sees accounts and tenants and no content.
    """

    uid = models.UUIDField(default=uuid4, editable=False, unique=True)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    # Of the mails that they get; empty: the platform's language, and the zone of the initiative that writes.
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    mail_from_hour = models.PositiveSmallIntegerField(_("mails from"), default=8, validators=[MaxValueValidator(23)])
    mail_until_hour = models.PositiveSmallIntegerField(
        _("mails until"), default=18, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    mail_on_weekends = models.BooleanField(_("mails at the weekend too"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("operates the platform"), default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(mail_from_hour__lt=models.F("mail_until_hour")),
                name="user_mail_hours_in_order",
                violation_error_message=_("The hours in which you want mails end before they begin."),
            ),
        ]

    def __str__(self: Self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email
