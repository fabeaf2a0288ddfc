"""What may a key read of groups and activities? What everybody in the initiative reads, without people's names."""

from typing import Any

from rest_framework.response import Response

from backbone.tenancy.api.pages import PageQuery, page_of, query_of
from backbone.tenancy.api.schema import operation
from initiatives.api.initiative_view import InitiativeApiRequest, InitiativeView
from workgroups.api.answers import ACTIVITY, GROUP, activity_answer, group_answer
from workgroups.api.serializers import ActivityPageSerializer, GroupPageSerializer
from workgroups.models import Activity
from workgroups.selectors.activities import activities_today
from workgroups.selectors.groups import groups_of, seated


class Groups(InitiativeView):
    @operation(
        "list_groups",
        GroupPageSerializer,
        tag="groups",
        parameters=[PageQuery],
        example={"results": [GROUP], "next_cursor": None},
    )
    def get(self, request: InitiativeApiRequest, **path: Any) -> Response:
        """The committee, working groups and subgroups by their slugs, closed ones too, with the seats in force."""
        page = page_of(groups_of(request.initiative), query_of(PageQuery, request), by=["slug"])
        return Response(page.answer([group_answer(each) for each in seated(page.rows)]))


class Activities(InitiativeView):
    @operation(
        "list_activities",
        ActivityPageSerializer,
        tag="groups",
        parameters=[PageQuery],
        example={"results": [ACTIVITY], "next_cursor": None},
    )
    def get(self, request: InitiativeApiRequest, **path: Any) -> Response:
        """Every activity by its slug: who does it, who takes part, what it is to move, and how it stands today."""
        initiative = request.initiative
        page = page_of(Activity.objects.filter(initiative=initiative), query_of(PageQuery, request), by=["slug"])
        lines = {
            each.activity.pk: each for each in activities_today(initiative, today=initiative.today(), with_aims=True)
        }
        slugs = {key: each.activity.slug for key, each in lines.items()}
        return Response(page.answer([activity_answer(lines[each.pk], slugs) for each in page.rows]))
