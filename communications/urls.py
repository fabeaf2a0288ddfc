"""Which URL shows which page that joins the packages? Below /<tenant>/ and /<tenant>/<initiative>/."""

from django.urls import path

from communications import views
from communications.board import views as boards
from communications.explaining.views import explanation
from communications.exporting.governed import community_figures
from communications.indicators.views import partners, revisions
from communications.reminders import views as reminding

app_name = "communications"
ROUNDS = "<slug:tenant>/<slug:initiative>/rounds/"

urlpatterns = [
    path("<slug:tenant>/", views.tenant, name="tenant"),
    path("<slug:tenant>/communities/<slug:slug>/figures.csv", community_figures, name="community-figures"),
    path("<slug:tenant>/<slug:initiative>/", views.home, name="home"),
    path("<slug:tenant>/<slug:initiative>/scorecard/", views.scorecard, name="scorecard"),
    path("<slug:tenant>/<slug:initiative>/indicators/<slug:code>/", views.indicator, name="indicator"),
    path("<slug:tenant>/<slug:initiative>/indicators/<slug:code>/partners/", partners, name="comparison"),
    path("<slug:tenant>/<slug:initiative>/indicators/<slug:code>/revisions/", revisions, name="revisions"),
    path("<slug:tenant>/<slug:initiative>/indicators/<slug:code>/figure/", explanation, name="explanation"),
    path(f"{ROUNDS}reminders/", reminding.rules, name="reminder-rules"),
    path(f"{ROUNDS}reminders/<uuid:uid>/end/", reminding.rule_end, name="reminder-rule-end"),
    path(f"{ROUNDS}<slug:slug>/", boards.board, name="board"),
    path(f"{ROUNDS}<slug:slug>/remind/", boards.remind, name="remind"),
    path("<slug:tenant>/<slug:initiative>/mails/", reminding.mails, name="mails"),
    path("<slug:tenant>/<slug:initiative>/rules/", views.rules, name="rules"),
    path("<slug:tenant>/<slug:initiative>/find/", views.find, name="find"),
]
