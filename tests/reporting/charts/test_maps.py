import csv
from dataclasses import replace
from fractions import Fraction

import pytest

from parindex import shipped
from parindex.documents import Unfit
from parindex.language import Text
from parindex.reporting.charts import NARROW, index_of, map_of, node_of, province_map, tile_grid, tiles_of
from parindex.reporting.charts.colours import HATCH
from parindex.reporting.charts.geography import (
    ARCHIPELAGOS,
    EDITIONS,
    edition_of,
    feature,
    provinces,
    tiles,
    topology,
)
from parindex.reporting.charts.province_map import USUAL
from parindex.rounds import Unit
from tests.reporting.charts.checking import assert_sound


def codes_of_2025():
    with (shipped.units()["provinces-2025-07-01"]).open(encoding="utf-8", newline="") as stream:
        return [(row["code"], row["name_vi"], row["name_en"]) for row in csv.DictReader(stream)]


def rings(edition):
    """The rings of each province in degrees, in the order and the direction of the file."""
    topo = topology(edition)
    (kx, ky), (dx, dy) = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for steps in topo["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * kx + dx, y * ky + dy))
        arcs.append(arc)
    for shape in topo["objects"][feature(edition)]["geometries"]:
        for polygon in shape["arcs"]:
            for n, ring in enumerate(polygon):
                points = []
                for arc in ring:
                    points += arcs[arc] if arc >= 0 else arcs[~arc][::-1]
                yield shape["id"], n, ring, points


def area(points):
    following = [*points[1:], points[0]]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, following, strict=True)) / 2


def test_every_province_of_either_time_has_one_shape(training):
    shapes = {
        edition: [shape["id"] for shape in topology(edition)["objects"][feature(edition)]["geometries"]]
        for edition in EDITIONS
    }
    assert sorted(shapes[63]) == sorted(each.unit.code for each in training.units)
    assert sorted(shapes[34]) == sorted(code for code, _, _ in codes_of_2025())


@pytest.mark.parametrize("edition", EDITIONS)
def test_rings_are_closed_and_run_as_vega_wants_them(edition):
    for code, place, _, points in rings(edition):
        assert points[0] == points[-1], code
        assert (area(points) < 0) == (place == 0), (
            f"an outer ring of {code} runs clockwise, a hole the other way"
        )


def test_merged_provinces_cover_what_they_were_merged_from():
    def covered(edition):
        found = {}
        for code, _, _, points in rings(edition):
            found[code] = found.get(code, 0) - area(points)
        return found

    before, now = covered(63), covered(34)
    with (shipped.units()["provinces-2025-07-01"]).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            parts = row["predecessors"].split() or [row["code"]]
            assert now[row["code"]] == pytest.approx(sum(before[part] for part in parts), rel=1e-9)


@pytest.mark.parametrize("edition", EDITIONS)
def test_tiles_hold_every_province_once_and_no_two_share_a_place(edition):
    places = tiles(edition)
    assert places.keys() == set(provinces(edition))
    islands = [each.tile[edition] for each in ARCHIPELAGOS]
    assert len({*places.values(), *islands}) == len(places) + 2
    assert {each.of[edition] for each in ARCHIPELAGOS} <= places.keys()


@pytest.mark.parametrize("edition", EDITIONS)
def test_neighbours_stay_near_each_other_on_the_tiles(edition):
    by_arc = {}
    for code, _, ring, _ in rings(edition):
        for arc in ring:
            by_arc.setdefault(max(arc, ~arc), set()).add(code)
    pairs = {tuple(sorted(codes)) for codes in by_arc.values() if len(codes) == 2}
    places = tiles(edition)

    def steps(pair):
        (x1, y1), (x2, y2) = (places[code] for code in pair)
        return max(abs(x1 - x2), abs(y1 - y2))

    assert sum(steps(pair) <= 1 for pair in pairs) >= 0.75 * len(pairs)
    assert all(steps(pair) <= 3 for pair in pairs)


@pytest.mark.slow
@pytest.mark.parametrize("width", [USUAL, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_rounds_that_ship_are_drawn(training, provinces_2019, language, width):
    for results in (training, provinces_2019):
        assert_sound(province_map(results, language, width), width)
        assert_sound(tile_grid(results, language, width), width)


@pytest.fixture(scope="module")
def of_34(training):
    units = [
        (Unit(code, Text(vi=vi, en=en), "province"), Fraction(70 + n))
        for n, (code, vi, en) in enumerate(codes_of_2025())
    ]
    return replace(index_of(training), values=tuple(units))


@pytest.mark.slow
def test_merged_provinces_are_drawn_in_their_own_boundaries(of_34):
    for draw in (map_of, tiles_of):
        assert_sound(draw(of_34, "vi", NARROW), NARROW)
    assert edition_of(unit.code for unit, _ in of_34.values) == 34


def test_archipelagos_are_named_on_every_map(training, of_34):
    for values in (index_of(training), of_34):
        for draw in (map_of, tiles_of):
            text = str(draw(values, "vi").spec).replace("\\xa0", " ").replace("', '", " ")
            assert "Hoàng Sa" in text
            assert "Trường Sa" in text


def test_unknown_is_hatched_and_said_in_words(provinces_2019):
    shapes = next(
        layer
        for layer in province_map(provinces_2019, "vi").spec["layer"]
        if layer["mark"]["type"] == "geoshape"
    )
    fills = [row["fill"] for row in shapes["transform"][0]["from"]["data"]["values"]]
    assert fills.count(HATCH) == 51
    grid = tile_grid(provinces_2019, "vi")
    assert [row["value"] for row in grid.spec["data"]["values"]].count("?") == 51
    assert "Dấu “?”: không rõ." in grid.notes


def test_a_map_has_no_numbers_and_says_where_they_are(training):
    """The few provinces that would have room for one would look picked out."""
    chart = province_map(training, "vi")
    written = [layer["data"]["values"] for layer in chart.spec["layer"] if layer["mark"]["type"] == "text"]
    legend_, islands = ([row.get("name") for row in rows] for rows in written)
    assert legend_ == ["dưới 75", "75 – 80", "80 – 85", "85 – 90", "từ 90"]
    assert ["Hoàng\xa0Sa" in " ".join(lines) or "Trường\xa0Sa" in " ".join(lines) for lines in islands] == [
        True,
        True,
    ]
    assert "Giá trị của từng tỉnh có trong bảng đi cùng bản đồ." in chart.notes
    assert "?" not in "".join(tile_grid(training, "vi").notes)


def test_shades_are_told_to_those_who_do_not_see_them(training, provinces_2019):
    chart = province_map(training, "vi")
    assert chart.description == "từ 90: 5; 85 – 90: 23; 80 – 85: 26; 75 – 80: 6; dưới 75: 3."
    assert chart.alternative == f"{chart.sentence} {chart.description}"
    assert province_map(provinces_2019, "en").description.endswith("unknown: 51.")


def test_province_that_is_not_listed_is_unknown(training):
    values = index_of(training)
    listed = [each for each in values.values if each[0].code != "da-nang"]
    part = replace(values, values=tuple(listed), is_complete=False)
    shapes = next(layer for layer in map_of(part, "vi").spec["layer"] if layer["mark"]["type"] == "geoshape")
    looks = {row["code"]: row["fill"] for row in shapes["transform"][0]["from"]["data"]["values"]}
    assert [code for code, fill in looks.items() if fill == HATCH] == ["da-nang"]
    assert_sound(map_of(part, "en"), USUAL)
    assert_sound(tiles_of(part, "en"), USUAL)


def test_component_index_has_a_map_of_its_own(training):
    chart = map_of(node_of(training, "1"), "vi")
    assert chart.code == "map-node-1"
    assert chart.sentence.startswith("Chỉ đạo, điều hành cải cách hành chính cao nhất: ")
    with pytest.raises(Unfit, match='no node "99"'):
        node_of(training, "99")


def test_ministries_have_no_map(ministries):
    with pytest.raises(Unfit, match="provinces of one time"):
        province_map(ministries, "vi")


def test_nothing_known_cannot_be_drawn(training):
    values = index_of(training)
    empty = replace(values, values=tuple((unit, None) for unit, _ in values.values), is_complete=False)
    with pytest.raises(Unfit, match="nothing to draw"):
        map_of(empty, "en")
