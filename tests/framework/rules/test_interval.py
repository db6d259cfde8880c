from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from parindex.documents import Unfit
from parindex.framework.rules import Interval
from parindex.framework.rules.interval import flaws_of_cover


@pytest.mark.parametrize(
    ("text", "within", "outside"),
    [
        ("[80, 90)", ["80", "89.99"], ["79.99", "90"]),
        ("(80, 90]", ["80.01", "90"], ["80", "90.01"]),
        ("(80, 90)", ["80.01", "89.99"], ["80", "90"]),
        ("[80, 90]", ["80", "90"], ["79.99", "90.01"]),
        ("(-inf, 50)", ["-1000", "49.99"], ["50"]),
        ("[-0.5, inf)", ["-0.5", "1000"], ["-0.51"]),
        ("(-inf, inf)", ["0", "-1000", "1000"], []),
        ("[5, 5]", ["5"], ["4.99", "5.01"]),
    ],
)
def test_an_interval_holds_what_it_says(text: str, within: list[str], outside: list[str]) -> None:
    interval = Interval.parse(text)
    assert [value for value in within + outside if Decimal(value) in interval] == within


@pytest.mark.parametrize("text", [" [ 80 ,90 ) ", "[80,90)", "[80, 90)"])
def test_blanks_do_not_matter(text: str) -> None:
    assert Interval.parse(text) == Interval(Decimal(80), True, Decimal(90), False)


@pytest.mark.parametrize(
    "text", ["80-90", "[80; 90)", "80", "", "[80, 90", "[, 90)", "[80%, 90%)", "[1e2, inf)", "[80, 90) or 95"]
)
def test_what_is_no_interval_is_refused_with_the_form_that_is_expected(text: str) -> None:
    with pytest.raises(Unfit) as caught:
        Interval.parse(text)
    assert caught.value.text.vi == f"“{text}” không phải khoảng giá trị; viết như [80, 90) hoặc (-inf, 50)."
    assert caught.value.text.en == f'"{text}" is not an interval; write [80, 90) or (-inf, 50).'


@pytest.mark.parametrize("text", ["[90, 80)", "[80, 80)", "(80, 80]", "(80, 80)", "[-inf, 80)", "(80, inf]"])
def test_an_interval_without_values_or_with_infinity_is_refused(text: str) -> None:
    with pytest.raises(Unfit) as caught:
        Interval.parse(text)
    assert caught.value.text.vi == f"“{text}” không chứa giá trị nào hoặc gồm cả vô cực; sửa lại giới hạn."
    assert caught.value.text.en == f'"{text}" holds no value or includes infinity; correct its limits.'


LIMITS = st.integers(-4, 4).map(lambda halves: Decimal(halves) / 2)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(st.none() | LIMITS), draw(st.none() | LIMITS)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    one_value = low is not None and low == high
    return Interval(
        low,
        low is not None and (one_value or draw(st.booleans())),
        high,
        high is not None and (one_value or draw(st.booleans())),
    )


@given(intervals())
def test_the_text_of_an_interval_gives_it_back(interval: Interval) -> None:
    assert Interval.parse(str(interval)) == interval


GRID = [Decimal(eighths) / 8 for eighths in range(-24, 25)]
"""Finer than the halves that limits are drawn from, and wider."""


def holders(cover: list[Interval]) -> list[int]:
    """How many intervals hold each point of the grid."""
    return [sum(point in interval for interval in cover) for point in GRID]


def first_to_last(counts: list[int]) -> list[int]:
    """Leave out what lies before the first point that is held and after the last."""
    held = [position for position, count in enumerate(counts) if count]
    return counts[held[0] : held[-1] + 1]


@given(st.lists(intervals(), min_size=1, max_size=5))
def test_holes_and_overlaps_are_found_where_there_are_points_that_none_or_several_hold(
    cover: list[Interval],
) -> None:
    counts = holders(cover)
    found = {flaw.code for flaw in flaws_of_cover(cover, "bands")}
    expected = {"bands-overlap"} if max(counts) > 1 else set()
    expected |= {"bands-hole"} if 0 in first_to_last(counts) else set()
    assert found == expected


@st.composite
def covers(draw: st.DrawFn) -> list[Interval]:
    """Intervals that cover all numbers once, in any order."""
    limits = sorted(draw(st.sets(LIMITS, min_size=1, max_size=5)))
    above = [draw(st.booleans()) for _ in limits]
    starts = [(None, False), *zip(limits, above, strict=True)]
    ends = [*((limit, not inside) for limit, inside in zip(limits, above, strict=True)), (None, False)]
    cover = [Interval(*start, *end) for start, end in zip(starts, ends, strict=True)]
    return draw(st.permutations(cover))


@given(covers())
def test_a_cover_without_holes_and_overlaps_has_no_flaw(cover: list[Interval]) -> None:
    assert set(holders(cover)) == {1}
    assert list(flaws_of_cover(cover, "bands")) == []


@given(covers(), st.data())
def test_a_band_too_many_overlaps_and_a_band_that_lacks_leaves_a_hole(
    cover: list[Interval], data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(cover) - 1))
    twice = [*cover, cover[position]]
    assert [flaw.code for flaw in flaws_of_cover(twice, "bands")] == ["bands-overlap"]
    inner = [n for n, interval in enumerate(cover) if interval.low is not None and interval.high is not None]
    if inner:
        missing = data.draw(st.sampled_from(inner))
        rest = cover[:missing] + cover[missing + 1 :]
        assert [flaw.code for flaw in flaws_of_cover(rest, "bands")] == ["bands-hole"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (["[90, inf)", "[80, 90)", "(-inf, 80)"], []),
        (["(90, inf)", "[80, 90)", "(-inf, 80)"], [("bands-hole", ("bands", 0, "within"))]),
        (["[90, inf)", "[80, 90]", "(-inf, 80)"], [("bands-overlap", ("bands", 0, "within"))]),
        (["[90, inf)", "[80, 85)", "(-inf, 80)"], [("bands-hole", ("bands", 0, "within"))]),
        (["[90, inf)", "[80, 95)", "(-inf, 80)"], [("bands-overlap", ("bands", 0, "within"))]),
        (["[90, inf)", "(-inf, inf)"], [("bands-overlap", ("bands", 0, "within"))]),
        (["(-inf, 50)", "(-inf, 80)"], [("bands-overlap", ("bands", 1, "within"))]),
        (
            ["[0, 100]", "[10, 20)", "[30, 40)"],
            [("bands-overlap", ("bands", 1, "within")), ("bands-overlap", ("bands", 2, "within"))],
        ),
        (["[0, 100)", "[10, 20)", "[100, inf)"], [("bands-overlap", ("bands", 1, "within"))]),
        (
            ["(95, inf)", "[80, 95)", "[60, 85)", "(-inf, 50)"],
            [
                ("bands-hole", ("bands", 2, "within")),
                ("bands-overlap", ("bands", 1, "within")),
                ("bands-hole", ("bands", 0, "within")),
            ],
        ),
    ],
)
def test_each_hole_and_overlap_is_told_at_the_band_that_begins_wrongly(
    written: list[str], found: list[object]
) -> None:
    cover = [Interval.parse(text) for text in written]
    assert [(flaw.code, flaw.path) for flaw in flaws_of_cover(cover, "bands")] == found


def test_a_hole_and_an_overlap_are_told_with_both_intervals() -> None:
    cover = [Interval.parse(text) for text in ("(-inf, 50)", "[60, 80]", "[80, inf)")]
    assert [(flaw.text.vi, flaw.text.en) for flaw in flaws_of_cover(cover, "bands")] == [
        (
            "(-inf, 50) và [60, 80] để hở một đoạn; cho giới hạn sau bắt đầu đúng nơi giới hạn trước kết thúc.",
            "(-inf, 50) and [60, 80] leave a hole; let the second start just where the first ends.",
        ),
        (
            "[60, 80] và [80, inf) chồng lên nhau; cho giới hạn sau bắt đầu đúng nơi giới hạn trước kết thúc.",
            "[60, 80] and [80, inf) overlap; let the second start just where the first ends.",
        ),
    ]


class Holder(BaseModel):
    within: Interval


def test_an_interval_is_read_from_text_and_written_as_text() -> None:
    holder = Holder.model_validate({"within": "[80,90)"})
    assert holder.within == Interval.parse("[80, 90)")
    assert holder.model_dump() == {"within": "[80, 90)"}
    assert Holder.model_validate({"within": holder.within}) == holder


def test_a_number_is_no_interval() -> None:
    with pytest.raises(ValidationError, match='"80" is not an interval'):
        Holder.model_validate({"within": 80})


def test_the_schema_describes_the_form() -> None:
    schema = Holder.model_json_schema()["properties"]["within"]
    assert (schema["type"], schema["examples"]) == ("string", ["[80, 90)", "(-inf, 50)"])
