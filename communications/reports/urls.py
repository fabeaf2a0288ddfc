"""Which address shows which page of a progress report? Below /<tenant>/<initiative>/."""

from django.urls import path

from communications.reports import views

app_name = "reports"

urlpatterns = [
    path("reports/", views.report_list, name="list"),
    path("reports/make/", views.report_make, name="make"),
    path("reports/schedules/", views.schedule_list, name="schedules"),
    path("reports/schedules/<uuid:uid>/end/", views.schedule_end, name="schedule-end"),
    path("reports/<uuid:uid>/", views.report_detail, name="detail"),
    path("reports/<uuid:uid>.pdf", views.report_pdf, name="pdf"),
    path("reports/<uuid:uid>/progress/", views.report_progress, name="progress"),
    path("reports/<uuid:uid>/story/", views.report_story, name="story"),
    path("reports/<uuid:uid>/issue/", views.report_issue, name="issue"),
    path("reports/<uuid:uid>/remake/", views.report_remake, name="remake"),
]
