"""Which URL shows which page that joins the packages? Below /<tenant>/ and /<tenant>/<initiative>/."""

from django.urls import path

from communications import views
from communications.explaining.views import explanation

app_name = "communications"

urlpatterns = [
    path("<slug:tenant>/", views.tenant, name="tenant"),
    path("<slug:tenant>/<slug:initiative>/", views.home, name="home"),
    path("<slug:tenant>/<slug:initiative>/scorecard/", views.scorecard, name="scorecard"),
    path("<slug:tenant>/<slug:initiative>/indicators/<slug:code>/", views.indicator, name="indicator"),
    path("<slug:tenant>/<slug:initiative>/indicators/<slug:code>/figure/", explanation, name="explanation"),
    path("<slug:tenant>/<slug:initiative>/rules/", views.rules, name="rules"),
    path("<slug:tenant>/<slug:initiative>/find/", views.find, name="find"),
]
