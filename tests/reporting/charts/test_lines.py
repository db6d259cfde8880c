from fractions import Fraction

import pytest

from parindex.documents import Unfit
from parindex.language import Text, both
from parindex.reporting.charts import NARROW, WIDE, rank_lines, score_lines
from parindex.reporting.charts.line_plot import apart
from parindex.rounds import Printed
from parindex.survey.series import Break
from tests.builders import a_round, framework, leaf, results_of, unit
from tests.reporting.charts.checking import assert_sound


def year(when, *units, **indices):
    """Printed indices and ranks of a year; "a=(90, 1)"."""
    printed = {
        code: Printed(None if index is None else Fraction(index), rank)
        for code, (index, rank) in indices.items()
    }
    about = {"kind": "transcribed", "data_status": "published", "year": when, "code": f"y-{when}"}
    return results_of(
        a_round(framework(leaf("1")), units=units or list(indices), about=about, printed=printed)
    )


def stretches(chart):
    """How many unbroken lines each unit has."""
    found = {}
    for layer in chart.spec["layer"]:
        for row in layer["data"]["values"] if layer["mark"]["type"] == "line" else ():
            found.setdefault(row["stretch"].split()[0], {}).setdefault(row["stretch"], []).append(row["x"])
    return {code: sorted(len(points) for points in parts.values()) for code, parts in found.items()}


def labels(chart, side):
    """What stands at the ends of lines that were picked out."""
    layers = [each for each in chart.spec["layer"] if each["mark"].get("align") == side]
    return [row["text"] for row in layers[0]["data"]["values"]]


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_published_series_is_drawn(series, language, width):
    units = ["lang-son", "quang-ninh", "hai-phong", "da-nang", "ha-noi"]
    for lines in (rank_lines, score_lines):
        assert_sound(lines(series, language, units, width=width), width)


def test_published_fall_of_lang_son(series):
    chart = rank_lines([each for each in series if each.round.info.year <= 2019], "vi", ["lang-son"])
    assert chart.title == "Lạng Sơn: từ hạng 26 năm 2018 đến hạng 42 năm 2019"
    chart = score_lines([each for each in series if each.round.info.year <= 2019], "vi", ["lang-son"])
    assert chart.title == "Lạng Sơn: từ 77,25 điểm năm 2018 đến 80,33 điểm năm 2019"
    assert chart.status == "published"


def test_a_line_alone_says_every_year_below_its_title_though_a_break_parts_them(series):
    years = [each for each in series if each.round.info.year in (2018, 2019)]
    chart = score_lines(years, "vi", ["lang-son"], [Break(from_year=2019, reason=Text(vi="Mới.", en="New."))])
    assert chart.title == "Lạng Sơn: 80,33 điểm năm 2019 (năm 2018 đo cách khác)"
    assert chart.sentence == "Từng năm đã biết, đến năm 2019: 77,25 (2018), 80,33 (2019)."


def test_of_lines_that_stop_nothing_is_said_where_there_are_dots_alone():
    stops = "Đường ngắt ở năm chưa rõ kết quả; không nối qua năm đó."
    first, last = year(2022, a=(80, 1), b=(70, 2)), year(2024, a=(82, 1), b=(None, None))
    between = year(2023, a=(81, 1), b=(70, 2))
    assert stops in score_lines([first, between, last], "vi").notes
    assert stops not in score_lines([first, last], "vi").notes
    assert stops not in score_lines([first, between], "vi").notes


def test_the_same_place_is_not_a_way_from_one_to_another():
    rounds = [year(2022, a=(80, 1), b=(70, 2)), year(2023, a=(81, 1), b=(70, 2))]
    assert rank_lines(rounds, "vi", ["a"]).title == "Unit a: hạng 1 ở cả năm 2022 và năm 2023"
    assert score_lines(rounds, "en", ["b"]).title == "Unit b: 70.00 points in both 2022 and 2023"


def test_line_breaks_where_a_year_is_unknown():
    known = (80, 1)
    rounds = [
        year(2020, a=known),
        year(2021, a=(None, None)),
        year(2022, a=known),
        year(2023, a=known),
        year(2025, a=known),
    ]
    assert stretches(score_lines(rounds, "en", ["a"])) == {"a": [1, 1, 2]}


def test_line_breaks_where_the_method_changed():
    rounds = [year(when, a=(when - 1940, 1)) for when in (2020, 2021, 2022, 2023)]
    broken = [Break(from_year=2022, reason=Text(vi="Hỏi người khác.", en="Others were asked."))]
    chart = score_lines(rounds, "en", ["a"], broken)
    assert stretches(chart) == {"a": [2, 2]}
    assert chart.title == "Unit a: from 82.00 points in 2022 to 83.00 in 2023"
    assert "From 2022 nothing is joined to the years before: Others were asked." in chart.notes
    assert_sound(chart, WIDE)


def test_merged_unit_begins_a_line_of_its_own():
    before = year(2024, a=(80, 1), b=(70, 2))
    merged = unit("a@2025", predecessors=("a", "b"))
    now = year(2025, merged, **{"a@2025": (75, 1)})
    chart = rank_lines([before, now], "en", ["a@2025"])
    assert stretches(chart) == {"a@2025": [1], "a": [1], "b": [1]}
    assert chart.title == "Unit a@2025: place 1 in 2025"
    assert any("Units were merged" in note for note in chart.notes)
    told = Break(from_year=2025, reason=both("two became one"))
    declared = rank_lines([before, now], "en", breaks=[told])
    assert [note for note in declared.notes if "2025" in note] == [
        "From 2025 nothing is joined to the years before: two became one"
    ]


def test_first_of_the_last_known_year_are_picked_out_by_default():
    chart = rank_lines([year(2024, **{name: (50, place) for place, name in enumerate("abcdefg", 1)})], "vi")
    assert [row[0] for row in chart.table.rows][:5] == [f"Unit {name}" for name in "abcde"]
    assert chart.code == "rank-lines"


@pytest.mark.parametrize(
    ("units", "words"),
    [(list("abcdef"), "Only 5 units"), (["z"], 'No value of the unit "z"')],
)
def test_units_that_cannot_be_picked_out(units, words):
    rounds = [year(2024, **{name: (50, place) for place, name in enumerate("abcdef", 1)})]
    with pytest.raises(Unfit, match=words):
        rank_lines(rounds, "vi", units)


def test_nothing_known_cannot_be_drawn():
    with pytest.raises(Unfit, match="No year has a value"):
        score_lines([year(2024, a=(None, None))], "vi")


def test_labels_are_moved_apart_and_stay_in_the_picture():
    assert apart([0, 1, 2], [1, 1, 1], 420) == [0, 15, 30]
    assert apart([410, 412], [1, 1], 420) == [399, 414]
    assert apart([410, 412], [1, 2], 420) == [384, 406.5]


def test_a_label_that_stands_beside_another_mark_is_led_to_from_its_own():
    rounds = [
        year(2022, a=(80, 1), b=(70, 2)),
        year(2023, a=(80, 1), b=(70, 2)),
        year(2024, b=(Fraction("79.8"), 1)),
    ]
    led = [
        (row["x"], row["y"], row["x2"])
        for layer in score_lines(rounds, "en", ["a", "b"]).spec["layer"]
        if layer["mark"].get("strokeDash") == [1, 3]
        for row in layer["data"]["values"]
    ]
    points = {
        (row["x"], row["y"])
        for layer in score_lines(rounds, "en", ["a"]).spec["layer"]
        if layer["mark"]["type"] == "point" and layer["mark"]["size"] == 60
        for row in layer["data"]["values"]
    }
    assert len(led) == 2
    assert sum((x, y) in points for x, y, _ in led) == 1
    assert all(x < x2 for x, _, x2 in led)


def test_first_and_last_year_are_written_below_and_as_many_between_as_there_is_room_for():
    rounds = [year(when, a=(80, 1), b=(70, 2)) for when in range(2012, 2024)]
    for width, count in ((WIDE, 12), (NARROW, 4)):
        texts = [
            row["text"]
            for layer in score_lines(rounds, "en", ["a"], width=width).spec["layer"]
            if layer["mark"]["type"] == "text" and layer["mark"].get("align") is None
            for row in layer["data"]["values"]
        ]
        assert (texts[0], texts[-1], len(set(texts))) == ("2012", "2023", count)


@pytest.mark.parametrize(
    ("width", "said"), [(WIDE, [["81.00 Unit lao-cai (2023)"]]), (NARROW, [["81.00 Unit lao-cai", "(2023)"]])]
)
def test_a_line_that_ends_early_says_when_on_a_phone_too(width, said):
    """Two lines of letters, where one is too wide: else two units look the first of the last year."""
    rounds = [
        year(2022, **{"lao-cai": (80, 1), "b": (70, 2)}),
        year(2023, **{"lao-cai": (81, 1), "b": (70, 2)}),
        year(2024, **{"lao-cai": (None, None), "b": (81, 1)}),
    ]
    chart = score_lines(rounds, "en", ["lao-cai"], width=width)
    assert labels(chart, "left") == said
    assert_sound(chart, width)


def test_one_line_alone_needs_no_high_picture():
    alone, both = ({"a": (80, 1)}, {"a": (80, 1), "b": (70, 2)})
    heights = [score_lines([year(2024, **units)], "vi", ["a"]).spec["height"] for units in (alone, both)]
    assert heights == [300, 420]
