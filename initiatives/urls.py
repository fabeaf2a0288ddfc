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
    path("glossary/", views.glossary, name="glossary"),
    path("glossary/<slug:slug>/", views.term, name="term"),
    path("glossary/<slug:slug>/agree/", views.agree, name="term-agree"),
    path("glossary/<slug:slug>/retire/", views.retire, name="term-retire"),
    path("glossary/<slug:slug>/comment/", views.comment, name="term-comment"),
]
