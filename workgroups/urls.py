"""Which URL shows which page of groups and activities? All below /<tenant>/<initiative>/."""

from django.urls import path

from workgroups.views import activities, alignment, cycles, groups, lessons, planning, seats, sub_programmes

app_name = "workgroups"

urlpatterns = [
    path("groups/", groups.all_groups, name="groups"),
    path("groups/map/", groups.group_map, name="map"),
    path("groups/new/", groups.group_new, name="group-new"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/edit/", groups.group_edit, name="group-edit"),
    path("groups/<slug:slug>/charter/", groups.charter, name="charter"),
    path("groups/<slug:slug>/end/", groups.group_end, name="group-end"),
    path("groups/<slug:slug>/sub-programmes/", sub_programmes.sub_programmes, name="sub-programmes"),
    path("groups/<slug:slug>/seats/new/", seats.seat_new, name="seat-new"),
    path("groups/<slug:slug>/seats/<uuid:uid>/", seats.seat, name="seat"),
    path("groups/<slug:slug>/activities/new/", activities.group_activity_new, name="group-activity-new"),
    path("groups/<slug:slug>/cycles/", cycles.group_cycles, name="cycles"),
    path("groups/<slug:slug>/cycles/new/", cycles.cycle_new, name="cycle-new"),
    path("groups/<slug:slug>/cycles/<int:number>/", cycles.cycle, name="cycle"),
    path("groups/<slug:slug>/cycles/<int:number>/say/<slug:kind>/", cycles.say, name="cycle-say"),
    path("groups/<slug:slug>/cycles/<int:number>/phase/", cycles.go_on, name="cycle-on"),
    path("groups/<slug:slug>/cycles/<int:number>/decision/", cycles.decide, name="cycle-decide"),
    path("groups/<slug:slug>/cycles/<int:number>/notes/<uuid:uid>/back/", cycles.take_back, name="cycle-back"),
    path("lessons/", lessons.library, name="lessons"),
    path("lessons/new/", lessons.lesson_new, name="lesson-new"),
    path("lessons/named/", lessons.named, name="named"),
    path("lessons/named/<uuid:uid>/", lessons.answer, name="named-answer"),
    path("lessons/<uuid:uid>/", lessons.lesson, name="lesson"),
    path("lessons/<uuid:uid>/edit/", lessons.lesson_edit, name="lesson-edit"),
    path("partners/<slug:organization>/activities/", activities.partner_activities, name="partner-activities"),
    path("partners/<slug:organization>/activities/new/", activities.partner_activity_new, name="partner-activity-new"),
    path("activities/", activities.all_activities, name="activities"),
    path("activities/matrix/", alignment.matrix, name="matrix"),
    path("activities/together/", alignment.together, name="together"),
    path("activities/new/", activities.activity_new, name="activity-new"),
    path("activities/<slug:slug>/", activities.activity, name="activity"),
    path("activities/<slug:slug>/plan/", planning.plan, name="activity-plan"),
    path("activities/<slug:slug>/part/", planning.part, name="activity-part"),
    path("activities/<slug:slug>/aims/", planning.aim, name="activity-aim"),
    path("activities/<slug:slug>/aims/<slug:code>/remove/", planning.aim_remove, name="activity-aim-remove"),
    path("activities/<slug:slug>/milestones/", planning.milestone_new, name="milestone-new"),
    path("activities/<slug:slug>/milestones/<uuid:uid>/", planning.milestone, name="milestone"),
    path("activities/<slug:slug>/needs/", planning.need_new, name="need-new"),
    path("activities/<slug:slug>/needs/<uuid:uid>/remove/", planning.need_remove, name="need-remove"),
    path("activities/<slug:slug>/counts/", planning.count, name="activity-count"),
    path("activities/<slug:slug>/end/", planning.end, name="activity-end"),
]
