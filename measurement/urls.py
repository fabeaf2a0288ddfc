"""Which URL shows which page of measurement? All below /<tenant>/<initiative>/."""

from django.urls import path

from measurement import definition_urls, views

app_name = "measurement"
PARTNER = "partners/<slug:organization>/"

urlpatterns = [
    *definition_urls.urlpatterns,
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/<slug:slug>/", views.round_board, name="round"),
    path("rounds/<slug:slug>/review/", views.review, name="review"),
    path("rounds/<slug:slug>/review/accept/", views.accept, name="accept"),
    path("rounds/<slug:slug>/review/<uuid:uid>/return/", views.return_to_provider, name="return"),
    path("rounds/<slug:slug>/release/", views.release, name="release"),
    path(PARTNER, views.results, name="results"),
    path(f"{PARTNER}rounds/", views.owed, name="owed"),
    path(f"{PARTNER}rounds/<slug:slug>/", views.grid, name="grid"),
    path(f"{PARTNER}rounds/<slug:slug>/rows/<uuid:uid>/", views.row, name="row"),
    path(f"{PARTNER}rounds/<slug:slug>/send/", views.send, name="send"),
    path(f"{PARTNER}rounds/<slug:slug>/confirm/", views.confirm, name="confirm"),
]
