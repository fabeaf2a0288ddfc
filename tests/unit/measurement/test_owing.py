"""What is owed follows partners, assignments and successions, and nothing that was typed goes with it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.owing import (
    Asked,
    Assigned,
    Figure,
    Situation,
    Span,
    Standing,
    Touched,
    groups_wanted,
    owed,
    plan,
    why_not,
)

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
EVER = Span()
ASKED = Asked(1, *YEAR)


def situation(**changes: object) -> Situation:
    plain = Situation([ASKED], [Assigned(1, EVER, ("all",))], {10: EVER, 11: EVER}, {})
    return replace(plain, **changes)  # type: ignore[arg-type]


def figure(about: int, group: str = "all") -> Figure:
    return Figure(about, 1, *YEAR, group)


def test_all_partners_owe_what_is_assigned_to_all() -> None:
    assert owed(situation(), "all") == {figure(10): 10, figure(11): 11}


def test_nobody_owes_for_a_period_in_which_it_joined_or_left() -> None:
    late, early = Span(starts_on=date(2025, 1, 2)), Span(ends_on=date(2025, 12, 30))
    assert owed(situation(takes_part={10: late, 11: early, 12: EVER}), "all") == {figure(12): 12}


def test_an_assignment_counts_for_periods_wholly_inside_it() -> None:
    assigned = [Assigned(1, Span(starts_on=date(2025, 2, 1)), ("all",))]
    assert owed(situation(assigned=assigned), "all") == {}


def test_who_was_followed_is_answered_for_by_the_follower() -> None:
    """Active for the whole period, merged after it: its own figure, from the one that took its place."""
    merged = situation(takes_part={10: Span(ends_on=date(2026, 3, 31)), 11: EVER}, heirs={10: 11})
    assert owed(merged, "all") == {figure(10): 11, figure(11): 11}


def test_a_list_reaches_who_took_the_place_of_one_on_it() -> None:
    listed = situation(
        assigned=[Assigned(1, EVER, ("all",), frozenset({10}))],
        takes_part={10: Span(ends_on=date(2024, 6, 30)), 11: EVER, 12: EVER},
        heirs={10: 11},
    )
    assert owed(listed, "all") == {figure(11): 11}


def test_successions_in_a_ring_end() -> None:
    """And whoever of them is asked about, the same one answers."""
    ring = situation(heirs={10: 11, 11: 10})
    assert {ring.answers_for(each) for each in (10, 11)} == {10}


def test_groups_alone_and_crossed() -> None:
    sex, age = [("sex", "f"), ("sex", "m")], [("age", "0-5"), ("age", "6; or more")]
    assert list(groups_wanted([sex], [], "all")) == ["all", "sex=f", "sex=m"]
    crossed = groups_wanted([], [sex, age], "all")
    assert crossed["age=6; or more;sex=f"] == (("age", "6; or more"), ("sex", "f"))
    assert len(crossed) == 1 + 4
    assert len(groups_wanted([[("fsm", "y")]], [sex, age], "all")) == 1 + 1 + 4


def test_reasons() -> None:
    left = situation(takes_part={10: Span(ends_on=date(2025, 6, 30)), 11: EVER})
    assert why_not(left, figure(10)) == "not_active"
    assert why_not(replace(left, heirs={10: 11}), figure(10)) == "succeeded"
    assert why_not(situation(asked=[]), figure(10)) == "not_asked"
    assert why_not(situation(assigned=[]), figure(10)) == "not_assigned"


def test_what_was_sent_stays_and_what_was_typed_goes_on() -> None:
    now = situation(takes_part={10: Span(ends_on=date(2026, 3, 31)), 11: EVER}, heirs={10: 11})
    sent = Standing(1, figure(10), 10, Touched.SENT, is_withdrawn=False)
    typed = replace(sent, touched=Touched.UNSENT)
    assert plan(now, owed(now, "all"), [sent]).move == {}
    assert plan(now, owed(now, "all"), [typed]).move == {1: 11}
    assert plan(now, owed(now, "all"), [sent]).add == [figure(11)]


PARTNERS = [10, 11, 12, 13]
DAYS = st.sampled_from(
    [None, date(2024, 7, 1), date(2025, 1, 1), date(2025, 7, 1), date(2025, 12, 31), date(2026, 2, 1)]
)
SPANS = st.builds(Span, DAYS, DAYS)
SITUATIONS = st.builds(
    Situation,
    asked=st.sampled_from([[], [ASKED], [ASKED, Asked(2, *YEAR)]]),
    assigned=st.lists(
        st.builds(
            Assigned,
            indicator=st.sampled_from([1, 2]),
            span=SPANS,
            groups=st.sampled_from([("all",), ("all", "sex=f", "sex=m")]),
            partners=st.one_of(st.none(), st.frozensets(st.sampled_from(PARTNERS))),
        ),
        max_size=3,
    ),
    takes_part=st.dictionaries(st.sampled_from(PARTNERS), SPANS),
    heirs=st.dictionaries(st.sampled_from(PARTNERS), st.sampled_from(PARTNERS), max_size=3),
    named=st.one_of(st.none(), st.none(), st.frozensets(st.sampled_from(PARTNERS))),
)
Rows = dict[int, Standing]


def carried_out(rows: Rows, now: Situation) -> Rows:
    """What the service does with a plan, on plain values."""
    wanted = owed(now, "all")
    found = plan(now, wanted, list(rows.values()))
    kept = {key: row for key, row in rows.items() if key not in found.delete}
    for each in found.withdraw:
        kept[each.id] = replace(kept[each.id], is_withdrawn=True)
    for key in found.restore:
        kept[key] = replace(kept[key], is_withdrawn=False)
    for key, provider in found.move.items():
        kept[key] = replace(kept[key], provider=provider)
    number = max([0, *rows]) + 1
    for offset, new in enumerate(found.add):
        kept[number + offset] = Standing(number + offset, new, wanted[new], Touched.NEVER, is_withdrawn=False)
    return kept


@given(st.lists(st.tuples(SITUATIONS, st.randoms(use_true_random=False)), min_size=1, max_size=6))
def test_whatever_happens_nothing_typed_is_lost_and_twice_is_once(history: list[tuple[Situation, object]]) -> None:
    rows: Rows = {}
    touched: dict[int, Touched] = {}
    for now, chance in history:
        rows = carried_out(rows, now)
        wanted = owed(now, "all")
        # What counts is exactly what is owed, each figure once.
        counting = [row.figure for row in rows.values() if not row.is_withdrawn]
        assert sorted(counting) == sorted(wanted)
        # Nothing that somebody has touched is gone, and what is unsent lies with who answers for it.
        assert touched.keys() <= rows.keys()
        for key, row in rows.items():
            assert row.touched == touched.get(key, Touched.NEVER)
            if row.touched != Touched.SENT and not row.is_withdrawn:
                assert row.provider == wanted[row.figure]
        assert plan(now, wanted, list(rows.values())).is_empty
        for key, row in rows.items():
            if chance.random() < 0.5:  # type: ignore[attr-defined]
                touched[key] = chance.choice([Touched.UNSENT, Touched.SENT])  # type: ignore[attr-defined]
                rows[key] = replace(row, touched=touched[key])
