"""Where does the steering committee decide on the agenda? Below /<tenant>/<initiative>/."""

from django.urls import path

from communications.agenda import views

app_name = "agenda"

urlpatterns = [
    path("agenda/decisions/<int:number>/", views.decision, name="decision"),
    path("agenda/decisions/<int:number>/adopt/", views.adopt, name="adopt"),
]
