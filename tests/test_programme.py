"""What a programme is called where nobody names it, and where its series of rounds breaks."""

from dataclasses import replace
from pathlib import Path

import pytest

from parindex import shipped
from parindex.language import Text
from parindex.problems import Invalid
from parindex.programme import (
    CHANGED_SET,
    OTHER_SET,
    ProgrammeInfo,
    breaks_along,
    breaks_before,
    merger,
    programmes_of,
)
from parindex.rounds import RoundData, read
from tests.builders import a_round, crosswalk, framework, leaf, unit, words

NAMED = programmes_of(shipped.site())
UNNAMED = NAMED.programme("of-nobody")


def ships(code: str) -> RoundData:
    return read(shipped.rounds()[code])


def of_year(year: int, version: str = "1", **more: object) -> RoundData:
    rules = framework(leaf("1"), code="small-set", version=version, title=words(f"Set {version}"))
    about = {"code": f"small-{year}", "framework": "small-set", "year": year}
    return replace(a_round(rules, {"an": {"1": 80}}, about=about), **more)  # type: ignore[arg-type]


def own(code: str) -> ProgrammeInfo:
    return NAMED.programme(ships(code).framework.programme)


def test_a_programme_that_nobody_names_is_called_by_its_code_and_by_no_year() -> None:
    assert UNNAMED.title == Text(vi="Chương trình of-nobody", en="Programme of-nobody")
    assert (UNNAMED.slug.vi, UNNAMED.slug.en) == ("chuong-trinh-of-nobody", "programme-of-nobody")
    assert NAMED.programme("training-departments").unit.en == "department"


def test_the_programmes_of_a_site_are_read_whatever_else_it_says(tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text("format: parindex-site/1\ntitle: {vi: a, en: b}\n", encoding="utf-8")
    assert programmes_of(site).programmes == ()
    site.write_text("format: parindex-site/2\n", encoding="utf-8")
    with pytest.raises(Invalid):
        programmes_of(site)


def test_changes_break_where_that_is_declared_for_the_year_or_a_crosswalk_says_so() -> None:
    training = ships("training-provinces-2025")
    assert breaks_before(own("training-provinces-2025"), training) == (OTHER_SET,)
    assert breaks_before(own("training-provinces-2024"), ships("training-provinces-2024")) == ()
    [declared] = breaks_before(own("vn-provinces-2018"), ships("vn-provinces-2018"))
    assert "2636/QĐ-BNV" in declared.vi
    same = crosswalk((["1"], ["1"])).model_copy(update={"from_": "small-set", "to": "small-set"})
    assert breaks_before(UNNAMED, of_year(2025, crosswalk=same)) == ()


def test_changes_on_the_round_of_the_year_before_break_where_its_framework_is_another() -> None:
    told = (CHANGED_SET.filled(before="Set 1", after="Set 2"),)
    assert breaks_before(UNNAMED, of_year(2025, "2"), of_year(2024, "1")) == told
    assert breaks_before(UNNAMED, of_year(2025, "2"), of_year(2024, "2")) == ()
    assert breaks_before(UNNAMED, of_year(2025, "2"), of_year(2023, "1")) == ()


def test_changes_on_a_round_that_is_left_out_have_no_earlier_break_but_lines_have() -> None:
    listed = ships("vn-provinces-2017"), ships("vn-provinces-2019")
    programme = own("vn-provinces-2019")
    of_2018, of_2019 = (each.reason for each in programme.breaks if each.from_year in (2018, 2019))
    assert breaks_before(programme, listed[1], listed[0]) == (of_2019,)
    along = breaks_along(programme, listed)
    assert [(each.from_year, each.reason) for each in along] == [(2019, of_2018), (2019, of_2019)]


def test_a_merger_breaks_lines_and_no_change() -> None:
    before = replace(of_year(2024), units=(unit("old", successor="new"), unit("binh")))
    after = replace(of_year(2025), units=(unit("new", predecessors=("old",)), unit("binh")))
    [told] = merger(before, after)
    assert told.en == "Units were merged: 2 before, 2 after; 1 were formed from old ones."
    assert [each.reason for each in breaks_along(UNNAMED, (before, after))] == [told]
    assert breaks_before(UNNAMED, after, before) == ()
    assert merger(after, after) == ()
