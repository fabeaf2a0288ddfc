"""Which address of the API speaks of what joins the packages? Below /api/v1/<tenant>/."""

from django.urls import path

from communications.api import views

urlpatterns = [
    path("initiatives/<slug:initiative>/verdicts", views.Verdicts.as_view(), name="verdicts"),
]
