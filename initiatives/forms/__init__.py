"""What is asked on the pages of an initiative? Parsing only."""

from initiatives.forms.partners import (
    ChangePartnerForm,
    InvitationForm,
    JoinForm,
    PartnerKeyForm,
    SectorForm,
    TermForm,
)

__all__ = ["ChangePartnerForm", "InvitationForm", "JoinForm", "PartnerKeyForm", "SectorForm", "TermForm"]
