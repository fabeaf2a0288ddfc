"""Which words have an agreed meaning here?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.comments.models import Comment
from backbone.tenancy.models import TenantForeignKey, TenantOwned


class Term(TenantOwned):
    """A word of the tenant's glossary: proposed, discussed, agreed, perhaps retired.

    Indicators belong to the whole tenant, and so do the words that their definitions use.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        RETIRED = "retired", _("Retired")

    uid = models.UUIDField(default=uuid4, editable=False)
    slug = models.SlugField(max_length=80)
    word = models.CharField(_("word"), max_length=80)
    other_forms = models.CharField(
        _("other forms"), max_length=300, blank=True, help_text=_("Such as the plural, parted by commas.")
    )
    definition = models.TextField(_("definition"), max_length=2000)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    retired_because = models.CharField(max_length=300, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="term_slug_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="term_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return self.word


class TermComment(Comment):
    """What somebody says about a term."""

    term = TenantForeignKey(Term, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="term_comment_uid_unique")]
