"""Pages and charts of a round tell the same breaks: those of its figures with the figures that its changes are on."""

from dataclasses import replace
from pathlib import Path

from parindex.rounds import PreviousResult, RoundData, read
from parindex.shipped import rounds
from parindex.site import edition_of, info_of, open_snapshots
from parindex.site.pages import change, programme, ranking, unit
from parindex.site.rendering import environment
from parindex.site.series import Programme
from tests.builders import unit as a_unit
from tests.site.small import DAY, printed_round, seal_into, whole_round

OTHER = 'The framework changed from "Small totals" to "Small".'


def owner(folder: Path, *listed: RoundData) -> Programme:
    sealed = [seal_into(folder / data.info.code, data) for data in listed]
    [only] = edition_of(info_of(), open_snapshots(sealed), [], DAY).programmes
    return only


Contents = tuple[ranking.Content, change.Content, unit.Content]


def contents(only: Programme, code: str) -> Contents:
    """What the pages of the last ranking, of its changes and of a unit show."""
    none = edition_of(info_of(), [], [], DAY)
    of_ranking = ranking.page(none, only, only.latest, "en").content
    of_change = change.page(only, only.latest, "en").content
    of_unit = unit.page(none, only, only.latest, code, "en").content
    assert isinstance(of_ranking, ranking.Content)
    assert isinstance(of_change, change.Content)
    assert isinstance(of_unit, unit.Content)
    return of_ranking, of_change, of_unit


def test_ranking_changes_unit_and_charts_agree_that_the_framework_changed(tmp_path: Path) -> None:
    only = owner(tmp_path, printed_round(), whole_round())
    of_ranking, of_change, of_unit = contents(only, "an")
    assert {each.breaks for each in (of_ranking, of_change, of_unit)} == {(OTHER,)}
    for picture in (*of_ranking.bars, *of_change.charts):
        assert f"The round before was measured differently: {OTHER}" in picture.chart.notes
    assert of_unit.sentences[1].startswith("Compared with 2024 (measured differently), the index")


def test_changes_on_a_round_that_is_not_here_have_its_break_and_no_earlier_one(tmp_path: Path) -> None:
    """The round of 2018 is left out; the changes of 2019 are still on it, and lines span both breaks."""
    only = owner(tmp_path, *(read(rounds()[f"vn-provinces-{year}"]) for year in (2017, 2019)))
    of_2018, of_2019 = (each.reason.en for each in only.info.breaks if each.from_year in (2018, 2019))
    assert {each.breaks for each in contents(only, "lang-son")} == {(of_2019,)}
    content = programme.page(only, "en").content
    assert isinstance(content, programme.Content)
    assert content.rounds[0].breaks == (of_2018, of_2019)


def test_a_merger_stands_beside_the_ranking_and_the_changes_and_is_no_other_method(tmp_path: Path) -> None:
    before = replace(
        whole_round(),
        info=whole_round().info.model_copy(update={"code": "small-2024", "year": 2024}),
        units=(a_unit("old", successor="an"), *whole_round().units[1:]),
        previous=PreviousResult({}),
    )
    after = replace(whole_round(), units=(a_unit("an", predecessors=("old",)), *whole_round().units[1:]))
    of_ranking, of_change, of_unit = contents(owner(tmp_path, before, after), "binh")
    told = ("Units were merged: 4 before, 4 after; 1 were formed from old ones.",)
    assert of_ranking.mergers == of_change.mergers == told
    assert of_ranking.breaks == of_change.breaks == of_unit.breaks == ()
    assert of_unit.sentences[1].startswith("Compared with 2024, the index")
    shown = environment("en").get_template("parts.html").module.breaks((), told)
    assert f"<strong>Other units than in the round before:</strong> {told[0]}" in shown


def test_all_pages_of_a_programme_call_it_the_same_and_name_one_year(tmp_path: Path) -> None:
    only = owner(tmp_path, printed_round(), whole_round())
    assert [each.programme for each in only.rounds] == [only.info, only.info]
    assert [each.title.en for each in only.rounds] == [
        "Programme small-programme 2024",
        "Programme small-programme 2025",
    ]
