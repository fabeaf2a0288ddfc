"""Which URL shows which page of an initiative itself? All below /<tenant>/<initiative>/."""

from django.urls import path

from initiatives import views
from initiatives.views import agenda, agenda_words, causes, directory, recruiting, signoffs, understanding

app_name = "initiatives"

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/partners/", views.partners, name="partners"),
    path("people/partners/<slug:code>/", views.partner_change, name="partner-change"),
    path("people/sectors/", views.sectors, name="sectors"),
    path("people/invite/", views.invite_page, name="invite"),
    path("people/keys/", views.keys, name="keys"),
    path("glossary/", views.glossary, name="glossary"),
    path("glossary/<slug:slug>/", views.term, name="term"),
    path("glossary/<slug:slug>/agree/", views.agree, name="term-agree"),
    path("glossary/<slug:slug>/retire/", views.retire, name="term-retire"),
    path("glossary/<slug:slug>/comment/", views.comment, name="term-comment"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/proposals/", agenda.proposals, name="proposals"),
    path("agenda/strategies/", agenda_words.strategies, name="strategies"),
    path("agenda/strategies/<slug:slug>/", agenda_words.strategy, name="strategy"),
    path("agenda/causes/", causes.causes, name="causes"),
    path("agenda/causes/<uuid:uid>/", causes.cause, name="cause"),
    path("agenda/causes/<uuid:uid>/remove/", causes.cause_remove, name="cause-remove"),
    path("agenda/definitions/", understanding.problem_definitions, name="problem-definitions"),
    path("agenda/differences/", understanding.differences, name="differences"),
    path("agenda/differences/<uuid:uid>/", understanding.difference, name="difference"),
    path("agenda/sign-offs/", signoffs.sign_offs, name="sign-offs"),
    path("agenda/comments/<uuid:uid>/answer/", agenda.agenda_answer, name="agenda-answer"),
    path("agenda/versions/<int:number>/", agenda.version, name="agenda-version"),
    path("agenda/versions/<int:number>/agenda.pdf", agenda.agenda_paper, name="agenda-pdf"),
    path("agenda/versions/<int:number>/name/", agenda_words.name, name="agenda-name"),
    path("agenda/versions/<int:number>/open/", agenda.agenda_open, name="agenda-open"),
    path("agenda/versions/<int:number>/take-back/", agenda.agenda_take_back, name="agenda-take-back"),
    path("agenda/versions/<int:number>/changes/", agenda.agenda_changes, name="agenda-changes"),
    path("agenda/versions/<int:number>/<slug:section>/comment/", agenda.agenda_comment, name="agenda-comment"),
    path("agenda/versions/<int:number>/<slug:kind>/", agenda_words.section, name="agenda-section"),
    path("agenda/versions/<int:number>/<slug:kind>/<uuid:uid>/remove/", agenda_words.line_remove, name="agenda-remove"),
    path("partners/<slug:organization>/problem/", understanding.problem_definition, name="problem-definition"),
    path("partners/<slug:organization>/sign-off/", signoffs.sign_off, name="sign-off"),
    path("partners/<slug:organization>/sign-off/withdraw/", signoffs.sign_off_withdraw, name="sign-off-withdraw"),
    path("partners/<slug:organization>/sign-off/<uuid:uid>/letter.pdf", signoffs.letter, name="letter"),
    path("partners/", directory.directory, name="directory"),
    path("people/prospects/", recruiting.prospects, name="prospects"),
    path("people/prospects/<uuid:uid>/", recruiting.prospect, name="prospect"),
    path("people/pledges/", recruiting.pledges, name="pledges"),
    path("partners/<slug:code>/profile/", directory.profile, name="profile"),
    path("partners/<slug:organization>/describe/", directory.describe, name="describe"),
    path("partners/<slug:organization>/describe/<uuid:uid>/remove/", directory.strength_remove, name="strength-remove"),
    path("partners/<slug:organization>/pledges/", recruiting.own_pledges, name="own-pledges"),
    path("partners/<slug:organization>/pledges/<uuid:uid>/", recruiting.pledge, name="pledge"),
]
