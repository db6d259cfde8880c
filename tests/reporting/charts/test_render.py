"""Pictures and files of a chart; pictures of small charts are stored and compared.

After a change that is meant to show, look at the pictures and store them anew::

    DRAW_ANEW=1 python -m pytest tests/reporting/charts/test_render.py
"""

import csv
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

import parindex
from parindex.language import Text, both
from parindex.reporting.charts import (
    NARROW,
    WIDE,
    Answered,
    RankedSurvey,
    answer_bars,
    change_dumbbells,
    criterion_strip,
    digest,
    draw,
    heat_table,
    index_of,
    index_scatter,
    lost_points,
    province_map,
    rank_lines,
    rank_set_bars,
    ranking,
    score_lines,
    self_dumbbells,
    series_lines,
    tile_grid,
    to_csv,
    to_inline_svg,
    to_json,
    to_png,
    to_svg,
)
from parindex.reporting.charts.lettering import fitted, in_lines
from parindex.reporting.charts.lighten import lightened, shared_once
from parindex.reporting.charts.outlines import stepwise
from parindex.rounds import PreviousResult, Printed
from parindex.survey.publication import Place, Ranking
from parindex.survey.series import Break, Series, SeriesInfo, Value
from parindex.survey.series import Measure as SeriesMeasure
from tests.builders import a_round, branch, framework, leaf, ranked, results_of, unit
from tests.reporting.charts.checking import assert_sound

STORED = Path(__file__).parent / "drawn"
HOSTILE = (
    '<script>alert("x")</script>',
    "‮evil \x00\x07 name‏",
    "Đ" * 300,
    'fill="var(--chart-ink)" id="x" url(#hatch) &amp; \' \\',
    '=HYPERLINK("http://x")',
)


def small(*names, when=2025):
    """Five provinces with two areas, a past, and a self-assessment."""
    rules = framework(branch("1", leaf("1.1", 20), leaf("1.2", 40)), leaf("2", 40))
    codes = ("ha-giang", "cao-bang", "da-nang", "khanh-hoa", "ca-mau")
    units = [replace(unit(code), name=both(name)) for code, name in zip(codes, names or codes, strict=True)]
    final = {code: {"1.1": 20 - n, "1.2": 30 + 2 * n, "2": 25 + n * n % 7} for n, code in enumerate(codes)}
    own = {code: {"1.1": 20, "1.2": 35 + n, "2": 30} for n, code in enumerate(codes)}
    past = PreviousResult({code: Printed(Fraction(70 + 3 * n), n + 1) for n, code in enumerate(codes)})
    about = {"year": when, "code": f"small-{when}", "title": {"vi": f"Đợt thử {when}", "en": f"Trial {when}"}}
    return a_round(rules, entered={"self": own, "council": final}, units=units, previous=past, about=about)


def every_kind(data, language, width=WIDE):
    """A chart of each kind from one round."""
    now, own = results_of(data), results_of(data, "self")
    earlier = results_of(replace(data, info=data.info.model_copy(update={"year": 2024})), "self")
    names = {each.unit.code: each.unit.name for each in now.units}
    places = tuple(Place(code, n, max(1, n - 1), min(5, n + 2)) for n, code in enumerate(names, 1))
    survey = RankedSurvey(
        Ranking(None, places, (), 0, 9.0, 10, 0), names, "small", both("Survey"), "training"
    )
    shares = tuple(map(Decimal, ("5", "10", "20", "40", "25")))
    answers = [Answered(name.to(language), shares, 100) for name in names.values()]
    code = "khanh-hoa"
    published = SeriesInfo(
        format="parindex-series/1",
        code="small",
        title=both("Series"),
        data_status="published",
        measures=(SeriesMeasure(code="whole", title=both("Whole")),),
        breaks=(Break(from_year=2024, reason=both("Others are asked.")),),
    )
    printed = tuple(
        Value(when, unit, "whole", Fraction(when - 1940 - 3 * len(unit)), None, "s", "")
        for when in (2022, 2023, 2024, 2025)
        for unit in ("", *names)
    )
    return [
        ranking(now, language, code, width),
        lost_points(now, code, language, width),
        heat_table(now, language, width),
        rank_lines([earlier, now], language, [code], width=width),
        score_lines([earlier, now], language, [code], width=width),
        change_dumbbells(now, language, code, width),
        self_dumbbells(now, own, language, code, width),
        criterion_strip(now, "1", language, code, width),
        province_map(now, language, min(width, 480)),
        tile_grid(now, language, min(width, 480)),
        index_scatter(index_of(now), index_of(own), language, code, width),
        rank_set_bars(survey, language, code, width),
        series_lines(Series(published, printed), names, language, width),
        answer_bars(
            answers,
            ("1", "2", "3", "4", "5"),
            language,
            code="small",
            source="x",
            status="training",
            width=width,
        ),
    ]


KINDS = [chart.code for chart in every_kind(small(), "vi")]


@pytest.fixture(scope="module")
def charts():
    return {chart.code: chart for chart in every_kind(small(), "vi")}


@pytest.mark.parametrize("code", KINDS)
def test_picture_is_as_it_was_stored(charts, code):
    file = STORED / f"{code}.svg"
    drawn = re.sub(r"\bc[0-9a-f]{12}-", "", to_svg(charts[code])).replace("><", ">\n<") + "\n"
    if os.environ.get("DRAW_ANEW"):
        file.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == file.read_text(encoding="utf-8"), (
        f"{file.name} differs: see the head of {Path(__file__).name}"
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_kind_is_sound_in_english_too(width):
    for chart in every_kind(small(), "en", width):
        assert_sound(chart, width)


def test_hostile_names_come_out_harmless():
    for chart in every_kind(small(*HOSTILE), "vi", NARROW):
        assert_sound(replace(chart, sentence="x"), NARROW)
        for svg in (to_svg(chart), to_inline_svg(chart)):
            assert "<script" not in svg
            assert not any(sign in svg for sign in "‮‏\x00\x07")
            assert max(len(text) for text in ElementTree.fromstring(svg).itertext()) < 700


def test_inline_picture_has_colours_of_the_page_and_ids_of_its_own(charts):
    one, other = (to_inline_svg(charts[code]) for code in KINDS[:2])
    assert "var(--chart-ink, #1b1f24)" in one
    ids = [{each.get("id") for each in ElementTree.fromstring(svg).iter()} - {None} for svg in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_picture_alone_says_everything(charts):
    svg = to_svg(charts["ranking-khanh-hoa"], "dark")
    text = " ".join(ElementTree.fromstring(svg).itertext())
    for said in ("SỐ LIỆU GIẢ LẬP", "Nguồn: Đợt thử 2025", charts["ranking-khanh-hoa"].title):
        assert said in text
    assert "#14181d" in svg
    assert "Nguồn" not in to_inline_svg(charts["ranking-khanh-hoa"])
    assert "SỐ LIỆU GIẢ LẬP" in to_inline_svg(charts["ranking-khanh-hoa"])


def test_published_data_carry_no_warning(charts):
    assert "GIẢ LẬP" not in to_svg(replace(charts["ranking-khanh-hoa"], status="published"))


def test_watermark_lies_across(charts):
    for svg in (
        to_svg(charts[KINDS[0]], watermark="BẢN XEM TRƯỚC"),
        to_inline_svg(charts[KINDS[0]], watermark="BẢN XEM TRƯỚC"),
    ):
        assert "rotate(-20)" in svg
        assert "BẢN XEM TRƯỚC" in svg


def test_png_is_as_large_as_asked(charts):
    chart = charts[KINDS[0]]
    png = to_png(chart, 2.0, "dark")
    assert png.startswith(b"\x89PNG")
    width, _ = struct.unpack(">II", png[16:24])
    assert width == pytest.approx(2 * (WIDE + 32), abs=4)


def test_csv_keeps_exact_decimals_and_empty_cells(charts):
    rows = list(csv.reader(io.StringIO(to_csv(charts["ranking-khanh-hoa"]).decode())))
    assert rows[0][:3] == ["Xếp hạng", "Đơn vị", "Chỉ số"]
    assert rows[1][:3] == ["1", "ca-mau", "81.00"]
    assert rows[1][3] == ""


def test_csv_starts_no_formula():
    chart = ranking(results_of(small("=1+1", "@x", "+1", "-1", "ok")), "vi")
    lines = to_csv(chart).decode("utf-8").splitlines()
    assert {line.split(",")[1] for line in lines[1:]} == {"'=1+1", "'@x", "'+1", "'-1", "ok"}


def test_json_is_vega_lite_in_literal_colours(charts):
    for code in ("ranking-khanh-hoa", "map-index"):
        spec = json.loads(to_json(charts[code], "dark"))
        assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
        assert "var(" not in json.dumps(spec)
        assert "url(#" not in json.dumps(spec)


def test_digest_changes_with_all_that_is_drawn(charts):
    chart = charts[KINDS[0]]
    changed = [
        replace(chart, title="x"),
        replace(chart, source="x"),
        replace(chart, status="official"),
        replace(chart, notes=()),
        replace(chart, spec={**chart.spec, "width": 1}),
    ]
    assert len({digest(chart), *map(digest, changed)}) == 6
    assert digest(chart) == digest(replace(chart))


CHANGED_CODE = """
from parindex.reporting.charts import digest, ranking, to_inline_svg
from tests.builders import ranked
chart = ranking(ranked(90, 80), "en")
print(digest(chart), to_inline_svg(chart))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "file", ["charts/frame.py", "charts/geography/tiles-34.csv", "fonts/be-vietnam-pro/OFL.txt"]
)
def test_other_code_gives_another_digest_and_the_same_ids(file, tmp_path):
    chart = ranking(ranked(90, 80), "en")
    copied = tmp_path / "parindex"
    shutil.copytree(Path(parindex.__file__).parent, copied)
    with (copied / "reporting" / file).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    paths = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[3])))
    command = [sys.executable, "-c", CHANGED_CODE]
    said = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": paths}
    )
    changed, _, svg = said.stdout.partition(" ")
    assert changed != digest(chart)
    assert svg == to_inline_svg(chart) + "\n"


def test_drawing_once_serves_every_form(charts):
    chart = charts[KINDS[0]]
    drawn = draw(chart)
    assert to_svg(chart, "dark", drawn) == to_svg(chart, "dark")
    assert to_inline_svg(chart, drawn) == to_inline_svg(chart)


def test_what_all_marks_of_a_group_say_is_said_once():
    """By SVG 2, a presentation attribute of a group holds for its children, but `opacity` does not."""
    marks = (
        '<path d="M0" fill="#111" stroke="#222" opacity="0.5"/><path d="M1" fill="#333" stroke="#222" opacity="0.5"/>'
        '<path d="M2" fill="#333" stroke="#222" opacity="0.5"/>'
    )
    assert shared_once(f'<g class="mark-symbol role-mark layer_0_marks">{marks}</g>') == (
        '<g class="mark-symbol" fill="#333" stroke="#222"><path d="M0" fill="#111" opacity="0.5"/>'
        '<path d="M1" opacity="0.5"/><path d="M2" opacity="0.5"/></g>'
    )
    some = '<text font-size="11px" text-anchor="end">a</text><text font-size="11px">fill="#333"<tspan dy="3">b</tspan></text>'
    assert shared_once(f'<g class="mark-text x">{some}</g>') == (
        '<g class="mark-text" font-size="11px"><text text-anchor="end">a</text>'
        '<text>fill="#333"<tspan dy="3">b</tspan></text></g>'
    )
    assert shared_once('<g class="mark-rule x"></g>') == '<g class="mark-rule"></g>'


def test_circles_and_texts_stand_where_they_stood():
    circle = '<path transform="translate(12.5,-3)" d="M3.7,0A3.7,3.7,0,1,1,-3.7,0A3.7,3.7,0,1,1,3.7,0" fill="#111"/>'
    square = '<path transform="translate(1,2)" d="M3,-3h6v6Z"/>'
    one = '<text text-anchor="end" transform="translate(720,15)">a &lt; b</text>'
    two = '<text transform="translate(0,2)"><tspan>a</tspan><tspan dy="9">b</tspan></text>'
    assert lightened(circle + square + one + two) == (
        f'<circle cx="12.5" cy="-3" r="3.7" fill="#111"/>{square}<text text-anchor="end" x="720" y="15">a &lt; b</text>{two}'
    )


def test_outlines_by_steps_pass_through_the_same_points():
    """By SVG 2, ``l`` goes on from the point before, a minus sign parts numbers, and ``Z`` goes back to the last ``M``."""
    told = stepwise(
        '<path d="M10,20L11,20.5L10.9,20L10.9,30ZM5,5L6,4L0,0Z" fill="#111"/><path d="M1,1h2v3Z"/>'
    )
    assert told == '<path d="M10,20l1,.5-.1-.5,0,10ZM5,5l1-1-6-4Z" fill="#111"/><path d="M1,1h2v3Z"/>'


def test_texts_are_cut_and_broken_to_fit():
    assert fitted("Bà Rịa - Vũng Tàu", 1000) == "Bà Rịa - Vũng Tàu"
    assert fitted("Bà Rịa - Vũng Tàu", 60) == "Bà Rịa -…"
    assert in_lines("một hai ba bốn năm", 70, most=2) == ["một hai ba", "bốn năm"]
    assert in_lines("một hai ba bốn năm sáu bảy", 70, most=2)[1].endswith("…")
    assert in_lines("日本", 100) == ["日本"]


def test_unknown_cells_are_hatched_in_the_picture(provinces_2019):
    svg = to_svg(province_map(provinces_2019, "en"))
    assert svg.count("<pattern ") == 1
    assert f"{Text(vi='không rõ', en='unknown').en}<" in svg


def test_rectangles_with_round_corners_are_such_and_what_nobody_sees_is_not_there():
    rounded = (
        '<path d="M5,2L15,2C16.1,2,17,2.9,17,4L17,22.5C17,23.6,16.1,24.5,15,24.5L5,24.5C3.9,24.5,3,23.6,3,22.5L3,4'
        'C3,2.9,3.9,2,5,2Z" fill="#333"/>'
    )
    unseen = '<path class="background" d="M0,0h9v9h-9Z"/><path class="foreground" d="" display="none"/>'
    assert lightened(f'<g transform="translate(0,0)">{unseen}{rounded}</g>') == (
        '<g><rect x="3" y="2" width="14" height="22.5" rx="2" fill="#333"/></g>'
    )
    painted = '<path class="background" d="M0,0h9v9h-9Z" fill="#fff"/>'
    assert lightened(painted) == painted


def test_lines_that_look_the_same_stand_in_one_group():
    def one(mark, colour="#333"):
        return f'<g><g class="mark-line" stroke="{colour}">{mark}</g></g>'

    a, b, c = '<path d="M1"/>', '<path d="M2"/>', '<path d="M3"/>'
    assert lightened(one(a) + one(b) + one(c) + one(a, "#111")) == (
        f'<g class="mark-line" stroke="#333">{a}{b}{c}</g><g class="mark-line" stroke="#111">{a}</g>'
    )
