"""Which address of the API speaks of initiatives? Below /api/v1/<tenant>/."""

from django.urls import path

from initiatives.api import views

urlpatterns = [
    path("initiatives", views.InitiativeList.as_view(), name="initiatives"),
    path("initiatives/<slug:initiative>", views.InitiativeDetail.as_view(), name="initiative"),
]
