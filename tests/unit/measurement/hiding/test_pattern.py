"""Which figures are hidden, in cases that can be followed by hand."""

from collections.abc import Mapping
from decimal import Decimal

from measurement.rules.hiding.knowledge import Fact, Knowledge
from measurement.rules.hiding.pattern import decide
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.small import IN, OF, OUT, Counted, Counts, Rule, Way, counts_of, leaves_too_little
from measurement.rules.hiding.tables import WHOLE, Group, Owner, Place, Table, Truth

COUNT = Rule(counted=Counted.COUNT, of_people=True)
SHARE = Rule(counted=Counted.SHARE, of_people=True)


def group(**categories: str) -> Group:
    return frozenset(categories.items())


def ages(*counts: int) -> dict[Group, Counts]:
    """A partner's count of each age, and of all of them."""
    by_age: dict[Group, Counts] = {group(age=f"a{n}"): {IN: float(count)} for n, count in enumerate(counts)}
    return {WHOLE: {IN: float(sum(counts))}, **by_age}


def hidden(truth: Truth, rule: Rule = COUNT, **more: object) -> set[Group]:
    table = Table({"all": frozenset(truth)}, [truth])
    pattern = decide(Question(table, rule, ["all"], {}, **more))  # type: ignore[arg-type]
    return {each for each, how in pattern.of("all").items() if how is How.HIDDEN}


def whole(*counts: float) -> dict[str, dict[Group, Counts]]:
    return {f"p{n}": {WHOLE: {IN: count}} for n, count in enumerate(counts)}


def test_a_small_group_takes_the_smallest_other_one_with_it() -> None:
    assert hidden({"p1": ages(2, 20, 30), "p2": ages(1, 25, 30), "p3": ages(3, 15, 30)}) == {
        group(age="a0"), group(age="a1")
    }  # fmt: skip


def test_the_group_that_is_usually_hidden_comes_first() -> None:
    truth = {"p1": ages(2, 20, 30), "p2": ages(1, 25, 30), "p3": ages(3, 15, 30)}
    assert hidden(truth, usual=frozenset({group(age="a2")})) == {group(age="a0"), group(age="a2")}


def test_two_small_groups_that_leave_enough_room_need_no_third() -> None:
    assert hidden({each: ages(3, 3, 100) for each in ("p1", "p2", "p3")}) == {group(age="a0"), group(age="a1")}


def test_two_small_groups_whose_sum_tells_too_much_take_a_third() -> None:
    """1 and 1 of 302 with 300 told: neither can be more than 2."""
    assert len(hidden({"p1": ages(1, 0, 100), "p2": ages(0, 1, 100), "p3": ages(0, 0, 100)})) == 3


def test_a_group_that_is_all_of_one_contributor_hides_nothing_from_it() -> None:
    """a0 is 4 and a1 is 20, all of it of p1, which would take its 20 from the 24 that are left: so a2 is hidden."""
    truth = {"p1": ages(0, 20, 30), "p2": ages(2, 0, 40), "p3": ages(2, 0, 50)}
    assert hidden(truth) == {group(age="a0"), group(age="a2")}


def test_a_group_that_nobody_sent_leaves_room() -> None:
    """Only some ages were asked for: the groups are less than the whole, and nobody knows by how much."""
    truth = {each: {WHOLE: {IN: 100.0}, group(age="a0"): {IN: 2.0}, group(age="a1"): {IN: 50.0}} for each in "abc"}
    assert hidden(truth) == {group(age="a0")}


def test_a_contributor_who_alone_leaves_a_group_out_knows_the_others() -> None:
    """p3 gives no ages: what the ages lack of the whole is its own, so for p3 the others' ages add up."""
    truth: Truth = {"p1": ages(2, 50), "p2": ages(2, 60), "p3": {WHOLE: {IN: 70.0}}}
    assert hidden(truth, Rule(counted=Counted.COUNT, of_people=True, least_contributors=2)) == {
        group(age="a0"), group(age="a1")
    }  # fmt: skip


def test_two_ways_to_divide_a_whole_that_nobody_sent_tell_each_other() -> None:
    """3 women and 90 men are 50 young and 43 old, though nobody has sent how many there are in all."""
    of_one = {group(sex="f"): 1.0, group(sex="m"): 30.0, group(age="young"): 17.0, group(age="old"): 14.0}
    truth: Truth = {each: {key: {IN: size} for key, size in of_one.items()} for each in "abc"}
    assert len(hidden(truth)) == 2
    assert group(sex="f") in hidden(truth)


def test_overlapping_groups_do_not_tell_each_other() -> None:
    truth = {each: {WHOLE: {IN: 100.0}, group(need="x"): {IN: 2.0}, group(need="y"): {IN: 50.0}} for each in "abc"}
    table = Table({"all": frozenset(truth)}, [truth], frozenset({"need"}))
    assert decide(Question(table, COUNT, ["all"], {})).of("all") == {
        WHOLE: How.EXACT, group(need="x"): How.HIDDEN, group(need="y"): How.EXACT
    }  # fmt: skip


def test_a_share_is_hidden_for_its_count_its_complement_and_its_denominator() -> None:
    for inside, outside, is_hidden in ((3.0, 90.0, True), (90.0, 3.0, True), (30.0, 30.0, False), (1.0, 1.0, True)):
        truth = {each: {WHOLE: {IN: inside, OUT: outside}} for each in "abc"}
        assert bool(hidden(truth, SHARE)) is is_hidden, (inside, outside)


def test_a_ratio_and_a_mean_are_hidden_for_whom_they_count() -> None:
    ratio, mean = Rule(counted=Counted.RATIO, of_people=True), Rule(counted=Counted.MEAN, of_people=True)
    assert hidden({each: {WHOLE: {IN: 2.0, OF: 9000.0}} for each in "abc"}, ratio) == {WHOLE}
    assert hidden({each: {WHOLE: {IN: 20.0, OF: 9000.0}} for each in "abc"}, ratio) == set()
    assert hidden({each: {WHOLE: {OF: 3.0}} for each in "abc"}, mean) == {WHOLE}


def test_what_counts_no_people_is_hidden_for_few_contributors_only() -> None:
    places = Rule(counted=Counted.COUNT, of_people=False)
    assert hidden(whole(1, 1, 1), places) == set()
    assert hidden(whole(1, 1), places) == {WHOLE}


def test_a_confidential_contributor_may_not_be_known_from_a_sum() -> None:
    money = Rule(counted=Counted.COUNT, of_people=False)
    assert hidden(whole(900, 500, 50), money) == set()
    assert hidden(whole(900, 500, 50), money, confidential=frozenset({"p0"})) == {WHOLE}
    assert hidden(whole(900, 500, 90), money, confidential=frozenset({"p0"})) == set()
    assert leaves_too_little([900, 500, 89])
    assert not leaves_too_little([900, 500, 90])


def test_two_initiatives_that_share_partners_do_not_tell_the_one_between() -> None:
    truth = whole(100, 200, 300, 400)
    owners = {1: frozenset({"p0", "p1", "p2"}), 2: frozenset(truth)}
    table = Table(owners, [truth])
    alone = decide(Question(table, COUNT, [1], {}))
    both = decide(Question(table, COUNT, [1], {Place(0, 2, WHOLE): How.EXACT}))
    assert (alone.of(1), both.of(1)) == ({WHOLE: How.EXACT}, {WHOLE: How.HIDDEN})


def test_a_partner_that_is_published_leaves_the_others_to_be_known() -> None:
    truth = whole(100, 3, 4, 200)
    owners = {1: frozenset(truth), ("part", "p0"): frozenset({"p0"}), ("part", "p3"): frozenset({"p3"})}
    told = {Place(0, ("part", each), WHOLE): How.EXACT for each in ("p0", "p3")}
    question = Question(Table(owners, [truth]), COUNT, [1], told, single=frozenset({("part", "p0"), ("part", "p3")}))
    assert decide(question).of(1) == {WHOLE: How.HIDDEN}


def test_an_opened_partner_and_the_total_are_decided_together() -> None:
    """The partner's own small group would come out of the total's if only that were told."""
    truth = {"p1": ages(4, 50), "p2": ages(30, 60), "p3": ages(40, 70), "p4": ages(10, 20)}
    owners = {1: frozenset(truth), "p1": frozenset({"p1"})}
    question = Question(Table(owners, [truth]), COUNT, [1, "p1"], {}, single=frozenset({"p1"}))
    pattern = decide(question)
    assert pattern.of("p1") == {WHOLE: How.EXACT, group(age="a0"): How.HIDDEN, group(age="a1"): How.HIDDEN}
    stricter = Question(question.table, COUNT, [1, "p1"], {}, question.single, stricter={"p1": 100})
    assert set(decide(stricter).of("p1").values()) == {How.HIDDEN}


def test_what_was_told_and_did_not_change_cannot_be_hidden_any_more() -> None:
    """a0 falls below the threshold while a1 and the whole were told before and are the same still."""
    before = {"p1": ages(5, 20), "p2": ages(5, 20), "p3": ages(5, 20)}
    after = {**before, "p1": ages(0, 20)}
    table = Table({"all": frozenset(before)}, [before, after])
    told = {Place(0, "all", each): How.EXACT for each in (WHOLE, group(age="a0"), group(age="a1"))}
    pattern = decide(Question(table, Rule(counted=Counted.COUNT, of_people=True, threshold=11), ["all"], told))
    assert pattern.of("all")[group(age="a0")] is How.HIDDEN
    assert pattern.of("all")[WHOLE] is How.HIDDEN, "a1 is known, so the whole would tell a0"
    assert not pattern.lost


def test_what_is_lost_is_said() -> None:
    """One partner raised the threshold after everything was told."""
    truth = {"p1": ages(5, 20), "p2": ages(5, 20), "p3": ages(5, 20)}
    table = Table({"all": frozenset(truth)}, [truth, truth])
    told = {Place(0, "all", each): How.EXACT for each in (WHOLE, group(age="a0"), group(age="a1"))}
    pattern = decide(Question(table, Rule(counted=Counted.COUNT, of_people=True, threshold=20), ["all"], told))
    assert pattern.lost


def test_shares_near_the_ends_are_told_by_a_bound_and_hidden_where_that_is_too_narrow() -> None:
    code = Rule(counted=Counted.SHARE, of_people=True, way=Way.CODE)
    for inside, outside, how in ((2.0, 300.0, How.LOW), (300.0, 2.0, How.HIGH), (2.0, 40.0, How.LOW)):
        truth = {each: {WHOLE: {IN: inside, OUT: outside}} for each in "abc"}
        assert decide(Question(Table({"all": frozenset("abc")}, [truth]), code, ["all"], {})).of("all") == {WHOLE: how}


def test_knowledge_of_a_few_sums() -> None:
    """x + y = 10 and y + z = 4: x is 6 to 10."""
    knowledge = Knowledge([Fact({"x": 1, "y": 1}, 10, 10), Fact({"y": 1, "z": 1}, 4, 4)])
    assert knowledge.range_of({"x": 1}) == (6, 10)
    assert knowledge.range_of({"x": 1, "z": -1}) == (6, 6)
    assert knowledge.range_of({"x": 1}, {"y": 3}) == (6, 7)
    assert knowledge.range_of({"other": 1}) == (0, float("inf"))


def test_what_a_figure_counts() -> None:
    cases: Mapping[Counted, Counts] = {
        Counted.SHARE: {IN: 2, OUT: 5}, Counted.RATIO: {IN: 2, OF: 7}, Counted.MEAN: {OF: 7}, Counted.COUNT: {IN: 9}
    }  # fmt: skip
    for counted, counts in cases.items():
        assert counts_of(counted, Decimal(2), Decimal(7), Decimal(9)) == counts
        assert counts_of(counted, None, None, None) is None


def opened(*parts: str, of: int, closed: tuple[str, ...] = ()) -> Question:
    """A total of so many parts of which some have opened their own figures, now or (`closed`) once."""
    truth = whole(*range(100, 100 + 50 * of, 50))
    single = frozenset(("part", part) for part in (*parts, *closed))
    owners: dict[Owner, frozenset[str]] = {1: frozenset(truth), **{owner: frozenset({owner[1]}) for owner in single}}
    decided: list[Owner] = [1, *(("part", part) for part in parts)]
    told = {("part", part): {WHOLE} if part in parts else set() for part in (*parts, *closed)}
    return Question(Table(owners, [truth]), COUNT, decided, {}, single=single, opened=told)


def test_an_opened_figure_is_hidden_rather_than_the_sum_of_two_others() -> None:
    """The partner that opens it knows that sum in any case, as a contributor of three."""
    three, four = decide(opened("p0", of=3)), decide(opened("p0", of=4))
    assert (three.of(1), three.of(("part", "p0"))) == ({WHOLE: How.EXACT}, {WHOLE: How.HIDDEN})
    assert (four.of(1), four.of(("part", "p0"))) == ({WHOLE: How.EXACT}, {WHOLE: How.EXACT})


def test_a_figure_that_is_open_no_more_is_not_what_the_others_leave_of_the_total() -> None:
    everybody = decide(opened("p0", "p1", "p2", of=3))
    assert not everybody.hides
    without = decide(opened("p1", "p2", of=3, closed=("p0",)))
    assert without.hides


def test_a_group_that_is_not_opened_is_not_what_the_others_leave_of_it() -> None:
    """One partner opens its whole only, the others their groups too: some of these are hidden."""
    sexes = {"female": 60, "male": 80}
    truth = {
        part: {WHOLE: {IN: 140.0}, **{frozenset({("sex", sex)}): {IN: float(n)} for sex, n in sexes.items()}}
        for part in ("p0", "p1", "p2")
    }
    single: list[Owner] = [("part", part) for part in truth]
    owners: dict[Owner, frozenset[str]] = {1: frozenset(truth), **{each: frozenset({each[1]}) for each in single}}

    def told(opened: dict[Owner, set[Group]]) -> dict[Place, How]:
        question = Question(
            Table(owners, [truth]), COUNT, [1, *single], {}, single=frozenset(single), opened=opened
        )  # fmt: skip
        return dict(decide(question).how)

    assert How.HIDDEN not in told({}).values()
    with_whole_only = told({("part", "p0"): {WHOLE}})
    assert {place.group for place in with_whole_only if place.owner == ("part", "p0")} == {WHOLE}
    assert How.HIDDEN in with_whole_only.values()
