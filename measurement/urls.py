"""Which URL shows which page of measurement? All below /<tenant>/<initiative>/."""

from django.urls import path

from measurement import views

app_name = "measurement"
PARTNER = "partners/<slug:organization>/"

urlpatterns = [
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/<slug:slug>/", views.round_board, name="round"),
    path("rounds/<slug:slug>/review/", views.review, name="review"),
    path("rounds/<slug:slug>/review/accept/", views.accept, name="accept"),
    path("rounds/<slug:slug>/review/<uuid:uid>/return/", views.return_to_provider, name="return"),
    path("rounds/<slug:slug>/release/", views.release, name="release"),
    path("imports/", views.history_imports, name="history-imports"),
    path("imports/<uuid:uid>/", views.history_import, name="history-import"),
    path("imports/<uuid:uid>/progress/", views.history_import_progress, name="history-import-progress"),
    path("imports/<uuid:uid>/rows.xlsx", views.history_import_back, name="history-import-back"),
    path(f"{PARTNER}imports/", views.partner_imports, name="partner-imports"),
    path(f"{PARTNER}imports/<uuid:uid>/", views.partner_import, name="partner-import"),
    path(f"{PARTNER}imports/<uuid:uid>/progress/", views.partner_import_progress, name="partner-import-progress"),
    path(f"{PARTNER}imports/<uuid:uid>/rows.xlsx", views.partner_import_back, name="partner-import-back"),
    path(PARTNER, views.results, name="results"),
    path(f"{PARTNER}rounds/", views.owed, name="owed"),
    path(f"{PARTNER}rounds/<slug:slug>/", views.grid, name="grid"),
    path(f"{PARTNER}rounds/<slug:slug>/form.xlsx", views.form_workbook, name="form-workbook"),
    path(f"{PARTNER}rounds/<slug:slug>/rows/<uuid:uid>/", views.row, name="row"),
    path(f"{PARTNER}rounds/<slug:slug>/send/", views.send, name="send"),
    path(f"{PARTNER}rounds/<slug:slug>/confirm/", views.confirm, name="confirm"),
]
