"""Which address of the API speaks of groups and activities? Below /api/v1/<tenant>/."""

from django.urls import path

from workgroups.api import views

urlpatterns = [
    path("initiatives/<slug:initiative>/groups", views.Groups.as_view(), name="groups"),
    path("initiatives/<slug:initiative>/activities", views.Activities.as_view(), name="activities"),
]
