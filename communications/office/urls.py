"""Where does the backbone plan and assess its own work? Below /<tenant>/<initiative>/office/."""

from django.urls import path

from communications.office.views import assessment, planning, pulse, staff

app_name = "office"

urlpatterns = [
    path("office/plan/", planning.plan, name="plan"),
    path("office/plan/<uuid:uid>/", planning.plan_item, name="plan-item"),
    path("office/priorities/", planning.priorities, name="priorities"),
    path("office/priorities/<uuid:uid>/first/", planning.put_first, name="priority-first"),
    path("office/priorities/<uuid:uid>/done/", planning.finish, name="priority-done"),
    path("office/staff/", staff.staff, name="staff"),
    path("office/staff/<uuid:uid>/", staff.position, name="position"),
    path("office/assessment/", assessment.assessments, name="assessments"),
    path("office/assessment/<int:year>/", assessment.assessment, name="assessment"),
    path("office/assessment/<int:year>/rate/", assessment.rate, name="rate"),
    path("office/assessment/<int:year>/close/", assessment.close, name="assessment-close"),
    path("office/pulse/", pulse.pulses, name="pulses"),
    path("office/pulse/<uuid:uid>/", pulse.result, name="pulse"),
    path("office/pulse/<uuid:uid>/answer/", pulse.answer, name="pulse-answer"),
    path("office/pulse/<uuid:uid>/close/", pulse.close, name="pulse-close"),
]
