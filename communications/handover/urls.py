"""Where does a partner hand over? Below /<tenant>/<initiative>/."""

from django.urls import path

from communications.handover import views

app_name = "handover"
PARTNER = "partners/<slug:organization>/hand-over/"

urlpatterns = [
    path(PARTNER, views.hand_over, name="hand-over"),
    path(f"{PARTNER}pack.pdf", views.pack, name="pack"),
]
