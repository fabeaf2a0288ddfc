"""Where do those who fund read? Below /<tenant>/<initiative>/."""

from django.urls import path

from communications.funders import views

app_name = "funders"

urlpatterns = [path("funders/", views.funders, name="funders")]
