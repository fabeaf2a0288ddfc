"""Which URL shows which page of measurement? All below /<tenant>/<initiative>/."""

from django.urls import path

from measurement import agreement_urls, definition_urls, views

app_name = "measurement"
PARTNER = "partners/<slug:organization>/"

urlpatterns = [
    *definition_urls.urlpatterns,
    *agreement_urls.urlpatterns,
    path("rounds/", views.round_list, name="rounds"),
    path("rounds/new/", views.round_new, name="round-new"),
    path("rounds/schedules/", views.schedules, name="round-schedules"),
    path("rounds/schedules/<uuid:uid>/end/", views.schedule_end, name="round-schedule-end"),
    path("rounds/assignments/", views.assignments, name="assignments"),
    path("rounds/assignments/<uuid:uid>/end/", views.assignment_end, name="assignment-end"),
    path("rounds/<slug:slug>/edit/", views.round_edit, name="round-edit"),
    path("rounds/<slug:slug>/close/", views.round_close, name="round-close"),
    path("rounds/<slug:slug>/delete/", views.round_delete, name="round-delete"),
    path("rounds/<slug:slug>/recompute/", views.round_recompute, name="round-recompute"),
    path("rounds/<slug:slug>/exceptions/", views.exceptions, name="exceptions"),
    path("rounds/<slug:slug>/exceptions/<uuid:uid>/end/", views.exception_end, name="exception-end"),
    path("rounds/<slug:slug>/review/", views.review, name="review"),
    path("rounds/<slug:slug>/review/accept/", views.accept, name="accept"),
    path("rounds/<slug:slug>/review/return/", views.return_to_provider, name="return"),
    path("rounds/<slug:slug>/review/reopen/", views.reopen, name="reopen"),
    path("rounds/<slug:slug>/quality/", views.quality, name="quality"),
    path("rounds/<slug:slug>/quality/flows/", views.add_flow, name="flow-add"),
    path("rounds/<slug:slug>/quality/flows/<uuid:uid>/remove/", views.remove_flow, name="flow-remove"),
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
    path(f"{PARTNER}comparison/", views.comparison, name="comparison"),
    path(f"{PARTNER}rounds/", views.owed, name="owed"),
    path(f"{PARTNER}rounds/<slug:slug>/", views.grid, name="grid"),
    path(f"{PARTNER}rounds/<slug:slug>/form.xlsx", views.form_workbook, name="form-workbook"),
    path(f"{PARTNER}rounds/<slug:slug>/rows/<uuid:uid>/", views.row, name="row"),
    path(f"{PARTNER}rounds/<slug:slug>/rows/<uuid:uid>/evidence/", views.evidence, name="evidence"),
    path(f"{PARTNER}rounds/<slug:slug>/quality/", views.own_quality, name="own-quality"),
    path(f"{PARTNER}evidence/<uuid:uid>/", views.evidence_file, name="evidence-file"),
    path(f"{PARTNER}evidence/<uuid:uid>/remove/", views.evidence_remove, name="evidence-remove"),
    path(f"{PARTNER}rounds/<slug:slug>/rows/", views.rows, name="rows"),
    path(f"{PARTNER}rounds/<slug:slug>/changes/", views.changes, name="changes"),
    path(f"{PARTNER}rounds/<slug:slug>/send/", views.send, name="send"),
    path(f"{PARTNER}rounds/<slug:slug>/confirm/", views.confirm, name="confirm"),
]
