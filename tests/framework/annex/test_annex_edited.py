"""An officer corrects an exported annex: the words count, and nothing is overruled in silence."""

from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from parindex.framework import Leaf, annex, load, loads
from parindex.framework.annex import Imported
from parindex.framework.annex.wording import words
from parindex.framework.model import Framework

SAMPLE = load(Path(__file__).parent / "sample.yaml")
SCORING, TITLE, EVIDENCE, ENGLISH_SCORING = 3, 1, 4, 6


def read(path: Path, base: Framework | None = None) -> Imported:
    return annex.read(path, code="sample", programme="samples", base=base)


read_yaml = lru_cache(loads)


def leaf(imported: Imported, code: str) -> Leaf:
    node = read_yaml(imported.yaml).by_code[code].node
    assert isinstance(node, Leaf)
    return node


def original(code: str) -> Leaf:
    node = SAMPLE.by_code[code].node
    assert isinstance(node, Leaf)
    return node


@cache
def sample_annex() -> bytes:
    with TemporaryDirectory() as folder:
        annex.export(SAMPLE, Path(folder) / "annex.xlsx")
        return (Path(folder) / "annex.xlsx").read_bytes()


def exported(desk) -> Path:
    path = desk.folder / "annex.xlsx"
    path.write_bytes(sample_annex())
    return path


def warnings(imported: Imported) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in imported.problems]


def test_points_that_were_corrected_in_the_words_count_and_the_rest_stays(desk):
    path = exported(desk)
    desk.correct(
        path,
        SCORING,
        with_=lambda text: text.replace("0,25 điểm\n- Không ban hành", "0,125 điểm\n- Không ban hành"),
    )
    imported = read(path)
    corrected = leaf(imported, "1.1.1").rule
    assert [(level.code, level.title.en, str(level.points)) for level in corrected.levels] == [
        ("in_time", "In time: before 31/12", "0.5"),
        ("late", "Late (with a reason)", "0.125"),
        ("never", "Not issued", "0"),
    ]
    assert leaf(imported, "1.1.1").way_of_scoring is None
    assert warnings(imported) == [("annex-words-edited", 7)]
    assert "1.1.1" in imported.problems[0].text.vi


def test_a_title_that_was_corrected_keeps_its_code_and_a_new_level_gets_one(desk):
    path = exported(desk)
    desk.correct(path, SCORING, with_=lambda text: text.replace("Chậm (có lý do)", "Chậm, có lý do", 1))
    assert [level.code for level in leaf(read(path), "1.1.1").rule.levels] == ["in_time", "late", "never"]
    desk.correct(
        path,
        SCORING,
        with_=lambda text: text.replace(
            "- Không ban hành: 0 điểm", "- Rất chậm: 0,1 điểm\n- Không ban hành: 0 điểm"
        ),
    )
    levels = leaf(read(path), "1.1.1").rule.levels
    assert [level.code for level in levels] == ["in_time", "cham_co_ly_do", "rat_cham", "never"]


def test_bands_keep_their_formula_and_english_when_a_limit_is_corrected(desk):
    path = exported(desk)
    desk.correct(path, SCORING, with_=lambda text: text.replace("90%", "95,5%"))
    imported = read(path)
    rule = leaf(imported, "1.2").rule
    assert [str(band.within) for band in rule.bands] == [
        "[100, 100]",
        "(95.5, 100)",
        "(80, 95.5]",
        "(-inf, 80]",
    ]
    assert rule.value == original("1.2").rule.value


def test_official_wording_that_was_edited_is_read_anew(desk):
    path = exported(desk)
    desk.correct(
        path,
        SCORING,
        with_=lambda text: text.replace(
            "Thiếu nội dung nào trừ điểm nội dung đó.", "Thiếu thì không có điểm."
        ),
    )
    imported = read(path)
    assert warnings(imported) == [("annex-words-edited", 8)]
    assert [item.code for item in imported.unread] == ["1.1.2"]
    assert leaf(imported, "1.1.2").rule.type == "appraiser"
    way = leaf(imported, "1.1.2").way_of_scoring
    assert way is not None
    assert way.vi.endswith("Thiếu thì không có điểm.")
    assert way.en.startswith("A plan with tasks and dates")


def test_a_broken_machine_line_leaves_the_words(desk):
    path = exported(desk)
    desk.correct(path, SCORING, with_=lambda text: text.replace("{type: levels", "{type: level"))
    imported = read(path)
    assert warnings(imported) == [("annex-machine-line", 7)]
    assert [level.title.en for level in leaf(imported, "1.1.1").rule.levels] == [
        "In time: before 31/12",
        "Late (with a reason)",
        "Not issued",
    ]
    desk.correct(path, SCORING, with_=lambda text: text.replace("{type: level,", "{type: level"))
    assert {code for code, _ in warnings(read(path))} == {"annex-machine-line"}


def test_a_rule_edited_in_the_machine_line_alone_does_not_count(desk):
    path = exported(desk)
    desk.correct(
        path,
        SCORING,
        with_=lambda text: text.replace(
            'points: 0.25}, {code: "never"', 'points: 0.3}, {code: "never"'
        ).replace("[parindex ", "[parindex] #"),
    )
    imported = read(path)
    assert leaf(imported, "1.1.1").rule.levels[1].points == original("1.1.1").rule.levels[1].points


def test_a_machine_line_without_its_mark_counts_while_it_says_what_the_words_say(desk):
    path = exported(desk)
    unmarked = words(original("1.1.1").rule, "vi") + "\n[parindex] {type: appraiser}"
    desk.correct(path, SCORING, with_=lambda text: unmarked if text.startswith("Chọn một") else text)
    imported = read(path)
    assert leaf(imported, "1.1.1").rule.type == "levels"
    assert ("annex-words-edited", 7) in warnings(imported)
    same = "Người thẩm định cho điểm và ghi lý do\n[parindex] {type: appraiser}"
    desk.correct(path, SCORING, with_=lambda text: same if text.startswith("Chọn một") else text)
    assert leaf(read(path), "1.1.1").rule.type == "appraiser"
    assert warnings(read(path)) == [("annex-languages-differ", 7)]


def test_words_wiped_out_are_listed_even_with_a_machine_line(desk):
    path = exported(desk)
    desk.correct(
        path,
        SCORING,
        with_=lambda text: text[text.index("[parindex") :] if text.startswith("Chọn một") else text,
    )
    imported = read(path)
    assert [(item.code, item.text) for item in imported.unread] == [("1.1.1", "")]
    assert leaf(imported, "1.1.1").rule.type == "appraiser"


def test_two_languages_that_say_different_rules_are_noticed(desk):
    path = exported(desk)
    desk.correct(
        path,
        ENGLISH_SCORING,
        with_=lambda text: text.replace("Has tasks: 0.75", "Has tasks: 0.5").replace(
            "In time: before 31/12: 0.5", "In time: 0.75"
        ),
    )
    imported = read(path)
    assert warnings(imported) == [("annex-languages-differ", 7)]
    assert leaf(imported, "1.1.1") == leaf(read(exported(desk)), "1.1.1")


def test_a_rule_whose_words_carry_it_whole_is_compared_as_well(desk):
    path = exported(desk)
    desk.correct(path, SCORING, with_=lambda text: text.replace("bội số của 0,25", "bội số của 0,5"))
    imported = read(path)
    assert str(leaf(imported, "1.10").rule.step) == "0.5"
    assert leaf(imported, "1.10").way_of_scoring is None
    assert [code for code, _ in warnings(imported)] == ["annex-languages-differ"]
    assert read(path, base=SAMPLE).problems == []  # the base knows that the English is the old one


def test_english_words_that_only_say_it_otherwise_become_the_english_wording(desk):
    path = exported(desk)
    desk.correct(
        path,
        ENGLISH_SCORING,
        with_=lambda text: text.replace("One of these levels:\n", "").replace(
            "The appraiser gives", "The council gives"
        ),
    )
    imported = read(path)
    assert imported.problems == []
    in_other_words = leaf(imported, "1.1.1")
    assert in_other_words.rule == original("1.1.1").rule
    assert in_other_words.way_of_scoring is not None
    assert in_other_words.way_of_scoring.en.startswith("- In time")
    council = leaf(imported, "1.10").way_of_scoring
    assert council is not None
    assert council.vi == words(original("1.10").rule, "vi")
    assert council.en.startswith("The council gives")


def test_a_hand_written_rule_is_translated_by_the_other_column(desk):
    path = exported(desk)
    desk.correct(
        path,
        SCORING,
        with_=lambda text: "Ban hành: 0,5; không ban hành: 0" if text.startswith("Chọn") else text,
    )
    desk.correct(
        path,
        ENGLISH_SCORING,
        with_=lambda text: "Issued: 0.5; not issued: 0" if text.startswith("One of") else text,
    )
    changed = leaf(read(path), "1.1.1")
    assert [(level.code, level.title.en) for level in changed.rule.levels] == [
        ("ban_hanh", "Issued"),
        ("khong_ban_hanh", "not issued"),
    ]
    with_base = leaf(read(path, base=SAMPLE), "1.1.1")
    assert [level.code for level in with_base.rule.levels] == ["ban_hanh", "never"]
    assert changed.way_of_scoring is not None
    assert changed.way_of_scoring.en == "Issued: 0.5; not issued: 0"


def test_everything_that_an_annex_does_not_hold_comes_from_the_base(desk):
    path = exported(desk)
    desk.correct(path, TITLE, with_=lambda text: text.replace("Sáng kiến", "Sáng kiến, mô hình mới"))
    desk.correct(
        path,
        EVIDENCE,
        with_=lambda text: text.replace("- Kế hoạch đã ký", "- Kế hoạch đã ký\n- Phụ lục kế hoạch"),
    )
    imported = read(path, base=SAMPLE)
    framework = loads(imported.yaml)
    assert framework.ranking == SAMPLE.ranking
    assert framework.adjustments == SAMPLE.adjustments
    assert framework.by_code["1.3"].node.title.model_dump() == {
        "vi": "Sáng kiến, mô hình mới",
        "en": "Initiatives",
    }
    assert framework.by_code["1.10"].appraiser == SAMPLE.by_code["1.10"].appraiser
    assert [item.vi for item in leaf(imported, "1.1.1").evidence] == [
        "Kế hoạch đã ký",
        "Phụ lục kế hoạch",
        "Công văn gửi kèm; bản chụp",
    ]
    assert [item.en for item in leaf(imported, "1.1.1").evidence] == [
        "Signed plan",
        "Phụ lục kế hoạch",
        "Covering letter; scan",
    ]


def test_a_row_that_is_new_gets_the_source_of_the_decision(desk):
    document = desk.folder / "annex.docx"
    annex.export(SAMPLE, document)
    opened = docx.Document(str(document))
    table = opened.tables[0]
    new = table.add_row().cells
    for cell, text in zip(new, ["2.10", "Tiêu chí mới", "1", "Có: 1; không: 0", ""], strict=True):
        cell.text = text
    area = table.add_row().cells
    for cell, text in zip(area, ["3", "Lĩnh vực mới", "2", "Có: 2; không: 0", ""], strict=True):
        cell.text = text
    for row in table.rows:
        if row.cells[1].text == "Tổng cộng":
            table._tbl.remove(row._tr)
        elif row.cells[0].text == "2":
            row.cells[2].text = "13"
    opened.save(str(document))
    framework = loads(read(document, base=SAMPLE).yaml)
    assert framework.total == 33
    assert framework.by_code["2.10"].source == "illustrative"  # that of its area
    assert framework.by_code["3"].source == SAMPLE.source


def test_conditions_are_read_from_the_cell(desk):
    path = exported(desk)
    desk.correct(
        path,
        SCORING,
        with_=lambda text: (
            f"Có thể không áp dụng\n{text}"
            if text.startswith("Chọn")
            else text.replace("Có thể không áp dụng\n", "")
        ),
    )
    imported = read(path, base=SAMPLE)
    assert leaf(imported, "1.1.1").may_be_not_applicable
    assert not leaf(imported, "1.1.4").may_be_not_applicable
    assert imported.problems == []


def test_an_edition_of_its_own_keeps_official_wording_in_both_languages(desk):
    path = exported(desk)
    desk.correct(
        path,
        ENGLISH_SCORING,
        with_=lambda text: text.replace("What is missing costs its points.", "What is missing costs points."),
    )
    way = leaf(read(path, base=SAMPLE), "1.1.2").way_of_scoring
    assert way is not None
    assert way.vi == original("1.1.2").way_of_scoring.vi
    assert way.en.endswith("costs points.")
