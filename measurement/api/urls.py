"""Which address of the API speaks of indicators, figures and rounds? Below /api/v1/<tenant>/."""

from django.urls import path

from measurement.api import published, reading, sending

urlpatterns = [
    path("indicators", reading.IndicatorList.as_view(), name="indicators"),
    path("indicators/<slug:code>", reading.IndicatorDetail.as_view(), name="indicator"),
    path("initiatives/<slug:initiative>/series", reading.Series.as_view(), name="series"),
    path("initiatives/<slug:initiative>/indicators/<slug:code>/partners", reading.Partners.as_view(), name="partners"),
    path("initiatives/<slug:initiative>/totals", reading.Totals.as_view(), name="totals"),
    path("initiatives/<slug:initiative>/values:batch", sending.Values.as_view(), name="values"),
    path("initiatives/<slug:initiative>/rounds/<slug:round>/send", sending.RoundSend.as_view(), name="send-round"),
    path("rounds", sending.RoundList.as_view(), name="rounds"),
    path("<slug:initiative>/published", published.PublishedCells.as_view(), name="published"),
    path("entries/<uuid:uid>", sending.EntryDetail.as_view(), name="entry"),
]
