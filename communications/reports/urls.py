"""Which address shows which page of a progress report? Below /<tenant>/<initiative>/."""

from django.urls import path

from communications.reports import views

app_name = "reports"

BASE = "<slug:tenant>/<slug:initiative>/reports/"

urlpatterns = [
    path(BASE, views.report_list, name="list"),
    path(f"{BASE}make", views.report_make, name="make"),
    path(f"{BASE}schedules", views.schedule_list, name="schedules"),
    path(f"{BASE}schedules/<uuid:uid>/end", views.schedule_end, name="schedule-end"),
    path(f"{BASE}<uuid:uid>", views.report_detail, name="detail"),
    path(f"{BASE}<uuid:uid>.pdf", views.report_pdf, name="pdf"),
    path(f"{BASE}<uuid:uid>/progress", views.report_progress, name="progress"),
    path(f"{BASE}<uuid:uid>/story", views.report_story, name="story"),
    path(f"{BASE}<uuid:uid>/issue", views.report_issue, name="issue"),
    path(f"{BASE}<uuid:uid>/remake", views.report_remake, name="remake"),
]
