"""Which URL shows which page of governed communities? Below /<tenant>/communities/: they are of no one initiative."""

from django.urls import path

from measurement.views import communities as views

app_name = "communities"

urlpatterns = [
    path("", views.communities, name="list"),
    path("new/", views.new, name="new"),
    path("<slug:slug>/", views.community, name="community"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/stewards/", views.appoint, name="appoint"),
    path("<slug:slug>/stewards/<uuid:uid>/dismiss/", views.dismiss, name="dismiss"),
    path("<slug:slug>/approvals/<uuid:uid>/", views.answer, name="answer"),
    path("<slug:slug>/approvals/", views.answer_all, name="answer-all"),
    path("<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>/withdrawals/<uuid:uid>/resume/", views.resume, name="resume"),
    path("<slug:slug>/end/", views.end, name="end"),
]
