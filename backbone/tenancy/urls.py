"""Which URL shows which page of a tenant? All below /<tenant>/."""

from django.urls import path

from backbone.tenancy import views

app_name = "tenancy"

urlpatterns = [
    path("permissions/", views.permissions, name="permissions"),
    path("keys/", views.keys, name="keys"),
    path("keys/<uuid:uid>/revoke/", views.key_revoke, name="key-revoke"),
    path("settings/", views.settings, name="settings"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
