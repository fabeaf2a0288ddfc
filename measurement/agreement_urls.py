"""Which URL shows which page of agreements? Below /<tenant>/<initiative>/."""

from django.urls import path

from measurement.views import agreements as views

OF_PARTNER = "partners/<slug:organization>/agreements/"

urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/opened/", views.opened, name="opened"),
    path(OF_PARTNER, views.partner_agreements, name="partner-agreements"),
    path(f"{OF_PARTNER}new/", views.agreement_new, name="agreement-new"),
    path(f"{OF_PARTNER}<uuid:uid>/", views.agreement, name="agreement"),
    path(f"{OF_PARTNER}<uuid:uid>/edit/", views.agreement_edit, name="agreement-edit"),
    path(f"{OF_PARTNER}<uuid:uid>/sign/", views.agreement_sign, name="agreement-sign"),
    path(f"{OF_PARTNER}<uuid:uid>/countersign/", views.agreement_sign_for_backbone, name="agreement-countersign"),
    path(f"{OF_PARTNER}<uuid:uid>/withdraw/", views.agreement_withdraw, name="agreement-withdraw"),
]
