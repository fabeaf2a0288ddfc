"""Which address explores the figures, keeps a view, or takes something out? Below /<tenant>/<initiative>/."""

from django.urls import path

from communications.exploring import views
from communications.exporting import views as exporting

app_name = "exploring"

urlpatterns = [
    path("explore/", views.explore, name="explore"),
    path("explore/views/", views.view_list, name="views"),
    path("explore/views/<uuid:uid>/", views.saved_view, name="view"),
    path("explore/figures.csv", exporting.figures_csv, name="csv"),
    path("explore/figures.xlsx", exporting.figures_xlsx, name="xlsx"),
    path("explore/charts.svg", exporting.charts_svg, name="svg"),
    path("explore/charts.png", exporting.charts_png, name="png"),
    path("indicators/<slug:code>/chart.svg", exporting.indicator_svg, name="indicator-svg"),
    path("indicators/<slug:code>/chart.png", exporting.indicator_png, name="indicator-png"),
    path("export/", exporting.export, name="export"),
    path("export/progress/", exporting.archive_progress, name="archive-progress"),
    path("export/archive.zip", exporting.archive_file, name="archive"),
]
