"""Where is an initiative founded, and where is its path?"""

from django.urls import path

from communications.founding import views

app_name = "founding"

urlpatterns = [
    path("<slug:tenant>/found/", views.found, name="found"),
    path("<slug:tenant>/<slug:initiative>/path/", views.path, name="path"),
]
