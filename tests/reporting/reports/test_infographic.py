"""The announcement on one page, of whole and of incomplete rounds, with names that would break out of it."""

import io
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from pypdf import PdfReader

from parindex.language import Language, both
from parindex.reporting.facts import RoundFacts
from parindex.reporting.reports.infographic import infographic_pdf, infographic_png, page_data, shortened
from parindex.reporting.reports.setting import Setting
from parindex.rounds import Printed, Unit
from parindex.rounds.model import PrintedAggregate
from tests.builders import a_round, framework, leaf, results_of, words
from tests.reporting.facts.small import TREE, UNITS, facts
from tests.reporting.office.sample import HOSTILE, TURNED, squeezed
from tests.reporting.office.test_pdf import kinds

Shipped = Callable[[str], RoundFacts]


def page(found: RoundFacts, language: Language = "vi", *, preview: bool = False) -> PdfReader:
    return PdfReader(io.BytesIO(infographic_pdf(found, language, Setting(is_preview=preview))))


@pytest.mark.parametrize(
    "name", ["training-provinces-2025", "vn-provinces-2019", "vn-ministries-2023", "vn-provinces-2012"]
)
def test_every_round_fits_on_one_page(shipped_facts: Shipped, name: str) -> None:
    found = shipped_facts(name)
    for language in ("vi", "en"):
        reader = page(found, language)  # type: ignore[arg-type]
        assert len(reader.pages) == 1
        assert reader.trailer["/Root"]["/Lang"] == language
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def part(data: dict[str, Any], title: str) -> dict[str, Any]:
    """What stands beside or below the ranking, by the beginning of its title."""
    [found] = [each for each in data["parts"] if each["title"].startswith(title)]
    return found


def lowest(reader: PdfReader, above: float = 50) -> float:
    """How far from the foot of the page, in points, the lowest text stands; the source and what is under it left out."""
    found: list[float] = []

    def note(text: str, placed: list[float], *rest: object) -> None:
        if text.strip() and placed[5] > above:
            found.append(placed[5])

    reader.pages[0].extract_text(visitor_text=note)
    return min(found)


@pytest.mark.parametrize("count", [5, 10, 14, 17, 22, 30, 63, 66])
def test_few_units_fill_the_page_as_many_do(count: int) -> None:
    """The page has 842 points. What stands in it ends near its foot, in one column or two, however long the list."""
    rules = framework(leaf("1"))
    found = RoundFacts(results_of(a_round(rules, {f"u{n}": {"1": n} for n in range(count)})))
    reader = page(found)
    assert len(reader.pages) == 1
    assert lowest(reader) < (350 if count < 10 else 150)


def test_the_numbers_of_2019(shipped_facts: Shipped) -> None:
    data = page_data(shipped_facts("vn-provinces-2019"), "vi")
    assert [(tile["value"], tile["text"], tile["more"]) for tile in data["tiles"]] == [
        ("81,15", "Bình quân", "+4,23 điểm so với năm 2018"),
        ("90,09", "Cao nhất: Quảng Ninh", ""),
        ("73,87", "Thấp nhất: Bến Tre", ""),
        ("16,22", "Khoảng cách đầu – cuối", ""),
        ("62/63", "đơn vị tăng điểm", "so với năm 2018"),
    ]
    assert data["ranking"]["rows"][-2] == {"rank": "54", "name": "Kiên Giang", "value": "–", "share": None}
    assert [row["value"] for row in part(data, "Số đơn vị")["rows"]] == ["1 đơn vị", "43 đơn vị", "19 đơn vị"]
    assert [each["title"] for each in data["parts"]] == ["Số đơn vị theo nhóm", "Chỉ số bình quân theo vùng"]
    text = squeezed(page(shipped_facts("vn-provinces-2019")).pages[0].extract_text())
    for said in ("QuảngNinhđứngđầuChỉsốCCHCnăm2019với90,09điểm", "Đồngbằngsông", "62/63"):
        assert said in text


def test_the_documents_that_figures_were_read_in_are_named(shipped_facts: Shipped) -> None:
    """Every document, in the order of the round."""
    found = shipped_facts("vn-provinces-2019")
    title = "PAR INDEX of provinces and cities 2019"
    documents = "; ".join(source.document.en for source in found.info.sources)
    said = f"Published figures, read in public sources. Source: {title} ({documents})."
    assert page_data(found, "en")["source"] == said


def test_a_break_is_told_beside_the_changes_and_below(shipped_facts: Shipped) -> None:
    found = RoundFacts(shipped_facts("vn-provinces-2019").results, (both("Other criteria."),))
    data = page_data(found, "vi")
    assert [tile["more"] for tile in data["tiles"] if tile["more"]] == [
        "+4,23 điểm so với năm 2018 (cách đo khác)",
        "so với năm 2018 (cách đo khác)",
    ]
    reason = "Năm 2019 và năm 2018 không cùng cách đo, nên mức tăng, giảm chỉ để tham khảo: Other criteria."
    assert reason in data["sentences"]
    assert squeezed("(cách đo khác)") in squeezed(page(found).pages[0].extract_text())
    assert squeezed(reason) in squeezed(page(found).pages[0].extract_text())


def test_a_whole_round_has_areas_and_says_how_many_were_ranked() -> None:
    data = page_data(facts(), "en")
    assert [tile["value"] for tile in data["tiles"]] == ["73.75", "95.00", "60.00", "35.00", "4"]
    assert [(row["name"], row["value"], row["share"]) for row in part(data, "Mean component")["rows"]] == [
        ("area 1", "82.50", 0.825),
        ("leaf 2", "68.00", 0.68),
    ]
    assert [row["rank"] for row in data["ranking"]["rows"]] == ["1", "2", "2", "4", "–"]


def test_a_round_without_figures_is_a_page_too() -> None:
    data = a_round(TREE, units=UNITS, about={"kind": "transcribed", "data_status": "published"})
    found = RoundFacts(results_of(data))
    assert page_data(found, "vi")["tiles"] == []
    assert len(page(found).pages) == 1


def test_rises_stand_alone_where_the_number_of_units_is_not_known() -> None:
    aggregates = (
        PrintedAggregate("rose", "", Fraction(62)),
        PrintedAggregate("group_size", "A", Fraction(0)),
    )
    printed = {"an": Printed(Fraction(95))}
    data = a_round(TREE, units=UNITS, aggregates=aggregates, printed=printed, about={"kind": "transcribed"})
    found = page_data(RoundFacts(results_of(data)), "vi")
    assert [tile["value"] for tile in found["tiles"]] == ["62"]
    assert [row["share"] for row in part(found, "Số đơn vị")["rows"]] == [0.0]


def test_of_too_many_units_the_first_and_the_last_are_shown() -> None:
    rules = framework(leaf("1"))
    found = RoundFacts(results_of(a_round(rules, {f"u{n}": {"1": n} for n in range(100)})))
    rows = page_data(found, "vi")["ranking"]["rows"]
    assert [row["rank"] for row in rows] == [str(n) for n in (*range(1, 34), *range(68, 101))]
    assert len(page(found).pages) == 1


def test_names_cannot_break_out_of_the_page() -> None:
    rules = framework({**leaf("1"), "title": words(HOSTILE[1])})
    named = [Unit(f"u{n}", both(name), "province") for n, name in enumerate((*HOSTILE, TURNED))]
    found = RoundFacts(results_of(a_round(rules, {unit.code: {"1": 80} for unit in named}, units=named)))
    reader = page(found, preview=True)
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text
    assert not set(text) & {"\u202e", "\u200f", "\u2066", "\x07"}
    assert "BẢN XEM TRƯỚC" in text
    assert "BẢN XEM TRƯỚC" in reader.metadata.title


def test_long_names_are_cut() -> None:
    assert shortened("Lạng Sơn") == "Lạng Sơn"
    assert shortened("x" * 300) == "x" * 59 + "…"


def test_indices_stand_on_a_scale_that_tells_them_apart() -> None:
    """Between 70 and 90 the dots are half the scale apart, not a fifth."""
    rules = framework(leaf("1"))
    data = page_data(RoundFacts(results_of(a_round(rules, {"a": {"1": 70}, "b": {"1": 90}}))), "vi")
    assert data["scale"] == "Chấm tròn trên thang từ 70 đến 100; không có chấm là chưa có số liệu."
    assert [row["share"] for row in data["ranking"]["rows"]] == [pytest.approx(2 / 3), 0]


def test_an_illustrative_framework_is_called_so(shipped_facts: Shipped) -> None:
    said = page_data(shipped_facts("training-provinces-2025"), "vi")["sentences"]
    assert "Bộ chỉ số minh hoạ, không phải văn bản chính thức." in said


def test_the_headline_is_the_heading_and_rankings_are_tables(shipped_facts: Shipped) -> None:
    for name, rankings in (("vn-provinces-2019", 2), ("training-provinces-2025", 2)):
        tree = page(shipped_facts(name)).trailer["/Root"]["/StructTreeRoot"]
        found = list(kinds(tree))
        parts = len(page_data(shipped_facts(name), "vi")["parts"])
        assert [kind for kind in found if kind in ("P", "H1")][:2] == ["P", "H1"]
        assert found.count("H1") == 1
        assert found.count("Table") == rankings + parts
        assert found.count("TH") == 3 * rankings + 2 * parts


def test_it_is_a_picture_too() -> None:
    picture = infographic_png(facts(), "vi", Setting())
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == round(210 / 25.4 * 150)
