"""Where does a campaign stand with its locals, and where the checklist of a team? Below /<tenant>/<initiative>/."""

from django.urls import path

from communications.campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("campaign/", views.campaign, name="campaign"),
    path("checklist/", views.checklist, name="checklist"),
]
