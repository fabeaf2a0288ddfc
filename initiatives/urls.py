"""Which URL shows which page of an initiative itself? All below /<tenant>/<initiative>/."""

from django.urls import path

from initiatives import views

app_name = "initiatives"

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/partners/", views.partners, name="partners"),
    path("people/partners/<slug:code>/", views.partner_change, name="partner-change"),
    path("people/sectors/", views.sectors, name="sectors"),
    path("people/invite/", views.invite_page, name="invite"),
    path("people/keys/", views.keys, name="keys"),
]
