"""``framework``: check, show, diff, import, export, schema."""

import json
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from parindex.framework import Framework, load
from parindex.framework.write import dump
from tests.builders import branch, framework, leaf
from tests.cli.running import on_terminal, say


def saved(rules: Framework, path: Path) -> Path:
    path.write_text(dump(rules), encoding="utf-8")
    return path


def test_every_framework_that_ships_is_sound() -> None:
    from parindex import shipped

    said = say("framework", "check", *shipped.frameworks(), language="vi")
    assert said.code == Exit.FINE
    assert said.out.count("không có lỗi") == len(shipped.frameworks())


def test_all_problems_of_all_files_are_listed_with_their_lines(tmp_path: Path) -> None:
    text = dump(framework(branch("1", leaf("1.1", 40), leaf("1.2", 10)), leaf("2", 50)))
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        text.replace("max_points: 40", "max_points: 41").replace('"1.2"', '"1.1"'), encoding="utf-8"
    )
    sound = saved(framework(leaf("1")), tmp_path / "sound.yaml")
    said = say("framework", "check", sound, wrong)
    assert said.code == Exit.PROBLEMS
    assert "sound.yaml: nothing wrong" in said.out
    assert said.out.count("✗ ") == 2
    assert "wrong.yaml:" in said.out
    assert "2 errors, 0 warnings." in said.out
    data = say("framework", "check", wrong, "--json")
    assert data.code == Exit.PROBLEMS
    assert {error["code"] for error in data.json["errors"]} == {"code-twice", "maxima-sum"}
    assert say("framework", "check", sound, "--json").json == {
        "checked": [str(sound)],
        "errors": [],
        "warnings": [],
    }


def test_a_file_that_is_not_there_does_not_hide_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    text = dump(framework(leaf("1", 40), leaf("2", 60)))
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("max_points: 40", "max_points: 41"), encoding="utf-8")
    for names in ([wrong, "nofile.yaml"], ["nofile.yaml", wrong]):
        said = say("framework", "check", *names)
        assert said.code == Exit.UNREACHABLE
        assert "nofile.yaml There is no such file" in said.words
        assert "The maxima of the parts" in said.words
        assert "2 errors, 0 warnings." in said.out
    found = say("framework", "check", wrong, "nofile.yaml", "--json").json["errors"]
    assert [error["code"] for error in found] == ["maxima-sum", "framework-not-found"]
    alone = say("framework", "check", "nofile.yaml")
    assert (alone.code, alone.out, "nofile.yaml" in alone.err) == (Exit.UNREACHABLE, "", True)


def test_a_slip_of_form_does_not_hide_maxima_that_do_not_add_up(tmp_path: Path) -> None:
    text = dump(framework(leaf("1", 40), leaf("2", 60)))
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        text.replace("max_points: 40", "max_points: 41").replace("en: leaf 1", ""), encoding="utf-8"
    )
    found = say("framework", "check", wrong, "--json").json["errors"]
    assert sorted(error["code"] for error in found) == ["maxima-sum", "missing"]


def test_the_tree_with_maxima_rules_and_what_is_illustrative(tmp_path: Path) -> None:
    source = {"document": {"vi": "Quyết định 1", "en": "Decision 1"}}
    rules = framework(
        branch("1", leaf("1.1", 40), leaf("1.2", "unknown"), source=source),
        leaf("2", 50),
        source=source,
        total=100,
    )
    file = saved(rules, tmp_path / "f.yaml")
    said = say("framework", "show", file)
    assert "100 points in all" in said.out
    assert "1.1  leaf 1.1  40 points · appraiser's points" in said.out
    assert "1.2  leaf 1.2  maximum not published" in said.out
    assert "2  leaf 2  50 points · appraiser's points · illustrative" in said.out
    assert "1.1" not in say("framework", "show", file, "--depth", "1").out.replace("1.10", "")
    assert say("framework", "show", file, "--json").json["tree"][1]["max_points"] == "50"


def test_a_framework_for_training_says_so() -> None:
    said = say("framework", "show", "training-provinces", "--depth", "2", language="vi")
    assert "Bộ chỉ số minh hoạ: không phải văn bản chính thức." in said.out
    assert "8 lĩnh vực · 43 tiêu chí · 95 tiêu chí thành phần · 95 mục chấm điểm" in said.out
    assert "1.1.1" not in said.out


def test_a_broken_framework_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("format: [", encoding="utf-8")
    said = say("framework", "show", tmp_path / "f.yaml")
    assert said.code == Exit.PROBLEMS
    assert "not valid YAML" in said.err


def test_what_a_new_edition_changes(tmp_path: Path) -> None:
    old = saved(framework(leaf("1", 40), leaf("2", 60)), tmp_path / "old.yaml")
    new = saved(framework(leaf("1", 50), leaf("3", 50), code="newer"), tmp_path / "new.yaml")
    said = say("framework", "diff", old, new)
    assert "points 1 leaf 1 40 50" in said.words
    assert "added 3 leaf 3 – 50" in said.words
    assert "removed 2 leaf 2 60 –" in said.words
    assert "✓ Nothing differs." in say("framework", "diff", old, old).out
    found = say("framework", "diff", old, new, "--json").json["differences"]
    assert {"kind": "removed", "code": "2", "title": {"vi": "leaf 2", "en": "leaf 2"}, "before": {"vi": "60", "en": "60"}, "after": None} in found  # fmt: skip


def test_where_only_the_other_language_differs_it_is_shown_and_named(tmp_path: Path) -> None:
    title = {"vi": "Kế hoạch", "en": "Plan"}
    old = saved(framework({**leaf("1"), "title": title}), tmp_path / "old.yaml")
    new = saved(framework({**leaf("1"), "title": {**title, "vi": "Plan"}}), tmp_path / "new.yaml")
    assert "renamed 1 Plan vi: Kế hoạch vi: Plan" in say("framework", "diff", old, new).words
    assert "đổi tên 1 Plan Kế hoạch Plan" in say("framework", "diff", old, new, language="vi").words
    later = saved(framework({**leaf("1"), "title": {**title, "en": "Planning"}}), tmp_path / "later.yaml")
    assert (
        "đổi tên 1 Kế hoạch en: Plan en: Planning"
        in say("framework", "diff", old, later, language="vi").words
    )


def test_a_crosswalk_says_which_leaf_goes_on_in_which(tmp_path: Path) -> None:
    old = saved(framework(leaf("1", 40), leaf("2", 60)), tmp_path / "old.yaml")
    new = saved(framework(leaf("1", 40), leaf("3", 60), code="newer"), tmp_path / "new.yaml")
    links = tmp_path / "crosswalk.yaml"
    links.write_text(
        'format: parindex-crosswalk/1\nfrom: small\nto: newer\ncontinues:\n  - {from: ["2"], to: ["3"]}\n',
        encoding="utf-8",
    )
    said = say("framework", "diff", old, new, "--crosswalk", links)
    assert "recoded 3 leaf 3 2 3" in said.words
    links.write_text(
        links.read_text(encoding="utf-8").replace('"2"', '"8"').replace('"3"', '"9"'), encoding="utf-8"
    )
    wrong = say("framework", "diff", old, new, "--crosswalk", links)
    assert wrong.code == Exit.PROBLEMS
    assert 'The framework small has no leaf "8"' in wrong.err
    assert 'The framework newer has no leaf "9"' in wrong.err


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_an_annex_goes_out_and_comes_back(suffix: str, tmp_path: Path) -> None:
    annex = tmp_path / f"annex{suffix}"
    out = say("framework", "export", "training-departments", "--out", annex)
    assert out.code == Exit.FINE
    assert "✓ Written:" in out.out
    back = say(
        "framework",
        "import",
        annex,
        "--code",
        "so-2026",
        "--out",
        tmp_path / "so.yaml",
        "--base",
        "training-departments",
    )
    assert back.code == Exit.FINE
    assert "framework check" in back.out
    known = load(tmp_path / "so.yaml")
    assert known.code == "so-2026"
    assert known.programme == "training-departments"
    assert [one.code for one in known.leaves] == [
        one.code for one in load_shipped("training-departments").leaves
    ]


def load_shipped(name: str) -> Framework:
    from parindex import shipped

    return load(shipped.frameworks()[name])


def by_hand(path: Path) -> Path:
    """An annex as somebody types it: one rule in the words of the program, one in words of their own."""
    import xlsxwriter

    rows = [
        ["STT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Cách chấm điểm", "Tài liệu kiểm chứng"],
        ["1", "Chỉ đạo điều hành", 10, "", ""],
        ["1.1", "Kế hoạch", 4, "Tuỳ theo chất lượng của kế hoạch", "Kế hoạch"],
        ["1.2", "Báo cáo", 6, "Do người thẩm định cho điểm", "Báo cáo"],
    ]
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_a_rule_in_other_words_is_left_to_the_appraiser_and_listed(tmp_path: Path) -> None:
    annex = by_hand(tmp_path / "annex.xlsx")
    said = say("framework", "import", annex, "--code", "tinh-2026", "--out", tmp_path / "f.yaml")
    assert "Tuỳ theo chất lượng của kế hoạch" in said.out
    assert "could not be read and are left to the appraiser" in said.out
    assert load(tmp_path / "f.yaml").programme == "tinh-2026"
    again = say("framework", "import", annex, "--code", "tinh-2026", "--out", tmp_path / "g.yaml", "--json")
    assert again.json["left_to_appraiser"][0]["leaf"] == "1.1"
    assert again.json["errors"] == []
    assert say("framework", "export", "training-departments", "--out", tmp_path / "h.docx", "--json").json


def test_an_annex_with_errors_is_written_for_correction_and_fails(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "annex.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(
            0, 0, ["STT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Cách chấm điểm", "Tài liệu kiểm chứng"]
        )
        sheet.write_row(1, 0, ["1", "Chỉ đạo", 10, "", ""])
        sheet.write_row(2, 0, ["1.1", "Kế hoạch", 4, "", ""])
    said = say("framework", "import", tmp_path / "annex.xlsx", "--code", "x", "--out", tmp_path / "f.yaml")
    assert said.code == Exit.PROBLEMS
    assert "✗ " in said.out
    assert (tmp_path / "f.yaml").exists()


def test_nothing_is_overwritten_by_import_or_export(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("kept", encoding="utf-8")
    (tmp_path / "f.xlsx").write_text("kept", encoding="utf-8")
    assert (
        say("framework", "export", "training-departments", "--out", tmp_path / "f.xlsx").code
        == Exit.UNREACHABLE
    )
    done = say("framework", "import", tmp_path / "f.xlsx", "--code", "x", "--out", tmp_path / "f.yaml")
    assert done.code == Exit.UNREACHABLE


def test_an_annex_of_another_kind_is_refused(tmp_path: Path) -> None:
    said = say("framework", "export", "training-departments", "--out", tmp_path / "f.pdf")
    assert said.code == Exit.PROBLEMS
    assert ".pdf" in said.err


@pytest.mark.parametrize("form", ["framework", "round", "crosswalk", "results"])
def test_the_schema_that_is_printed_is_the_one_that_is_stored(form: str) -> None:
    stored = Path(__file__).parents[2] / "docs" / "reference" / f"{form}.schema.json"
    said = say("framework", "schema", "--of", form)
    assert said.json == json.loads(stored.read_text(encoding="utf-8"))
    if form == "framework":
        assert say("framework", "schema").out == said.out


def test_on_a_terminal_a_bar_shows_how_far_it_is() -> None:
    from parindex.cli.app import run

    screen, shown = on_terminal()
    assert run(["framework", "check", "training-departments", "vn-provinces-2017"], screen) == Exit.FINE
    assert "Checking" in shown()
