"""Releases are numbered along the chain of corrections; what does not fit together is refused."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.problems import Invalid
from parindex.results import Correction
from parindex.site import edition_of, info_of, open_snapshots, publish
from parindex.site.pages import releases
from parindex.site.pages.ranking import table_of
from tests.builders import a_round, framework, leaf
from tests.site.small import DAY, digest_of, printed_round, seal_into, small_edition, snapshots, whole_round


def codes(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_correction_has_the_next_number_and_says_what_it_changed(tmp_path: Path) -> None:
    made = small_edition(snapshots(tmp_path))
    [owner] = made.programmes
    first, second = owner.latest.releases
    assert (first.number, second.number, owner.rounds[0].current.number) == ("2025.1", "2025.1.1", "2024.1")
    assert first.differences == []
    assert [each.unit for each in second.differences] == ["an"]
    page = releases.one(made, owner.latest, 1, "en")
    assert isinstance(page.content, releases.ReleaseContent)
    [changed] = page.content.changed
    assert (changed.name, changed.index_before, changed.index_after) == ("Unit an", 88, 89)
    assert [(leaf.code, leaf.before, leaf.after) for leaf in changed.leaves] == [("1.1", 28, 29)]
    assert page.content.row.reason == "One point of Unit an was typed wrongly"
    old = releases.one(made, owner.latest, 0, "en").standing
    assert old is not None
    assert old.newer is not None
    assert old.newer.text == "2025.1.1"


def test_the_order_in_which_they_are_given_does_not_matter(tmp_path: Path) -> None:
    folders = snapshots(tmp_path)
    numbers = [
        [release.number for release in small_edition(order).programmes[0].latest.releases]
        for order in (folders, folders[::-1], [*folders, folders[0]])
    ]
    assert numbers == [["2025.1", "2025.1.1"]] * 3


def test_a_correction_needs_the_one_that_it_replaces(tmp_path: Path) -> None:
    *_, corrected = snapshots(tmp_path)
    with pytest.raises(Invalid) as refused:
        small_edition([corrected])
    assert codes(refused) == ["release-missing"]


def test_two_snapshots_of_a_round_have_to_follow_one_another(tmp_path: Path) -> None:
    first = seal_into(tmp_path / "first", whole_round())
    second = seal_into(tmp_path / "second", whole_round(changed=True))
    with pytest.raises(Invalid) as refused:
        small_edition([first, second])
    assert codes(refused) == ["release-ambiguous"]
    twin = replace(whole_round(), info=whole_round().info.model_copy(update={"notes": ()}))
    both = [
        seal_into(tmp_path / name, data, Correction(digest_of(first), "why"))
        for name, data in (("a", twin), ("b", whole_round(changed=True)))
    ]
    with pytest.raises(Invalid) as refused:
        small_edition([first, *both])
    assert codes(refused) == ["release-ambiguous"]


def test_a_programme_has_one_round_a_year(tmp_path: Path) -> None:
    other = printed_round()
    other = replace(other, info=other.info.model_copy(update={"code": "small-2025-b", "year": 2025}))
    folders = [seal_into(tmp_path / "one", whole_round()), seal_into(tmp_path / "two", other)]
    with pytest.raises(Invalid) as refused:
        small_edition(folders)
    assert codes(refused) == ["year-twice"]


def programme(code: str, slug: str) -> str:
    return (
        f"  - {{code: {code}, slug: {{vi: {slug}, en: {code}}}, title: {{vi: a, en: b}}, "
        "units: {vi: a, en: b}, unit: {vi: a, en: b}}\n"
    )


@pytest.mark.parametrize(("slugs", "taken"), [(("tinh", "tinh"), "tinh"), (("tinh", "du-lieu"), "du-lieu")])
def test_no_two_programmes_stand_at_one_address(tmp_path: Path, slugs: tuple[str, str], taken: str) -> None:
    head = "".join(f"{name}: {{vi: a, en: b}}\n" for name in ("title", "lead", "publisher"))
    listed = "".join(programme(f"p{number}", slug) for number, slug in enumerate(slugs))
    file = tmp_path / "site.yaml"
    file.write_text(f"format: parindex-site/1\n{head}programmes:\n{listed}", encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        info_of(file)
    [problem] = refused.value.problems
    assert taken in problem.text.en


def test_results_are_worked_out_anew_in_another_process(tmp_path: Path) -> None:
    import pickle

    [sealed] = open_snapshots([seal_into(tmp_path / "one", whole_round())])
    again = pickle.loads(pickle.dumps(sealed))
    assert again.digest == sealed.digest
    assert [each.index for each in again.results.units] == [each.index for each in sealed.results.units]
    edition = edition_of(info_of(), [sealed], [], DAY)
    assert pickle.loads(pickle.dumps(edition)).programmes[0].latest.current.number == "2025.1"


def corrected_site(folder: Path) -> Path:
    publish(small_edition(snapshots(folder / "snapshots")), folder / "site", processes=1)
    return folder / "site/chuong-trinh-small-programme/2025"


def test_a_correction_is_seen_with_its_reason_wherever_its_figures_stand(tmp_path: Path) -> None:
    round_ = corrected_site(tmp_path)
    for page in (".", "don-vi/an", "don-vi/binh", "du-lieu", "tieu-chi/1.1"):
        shown = (round_ / page / "index.html").read_text(encoding="utf-8")
        assert "<strong>Đã đính chính:</strong> One point of Unit an was typed wrongly" in shown, page
        assert "phien-ban/2025.1.1/" in shown
    assert "Đã đính chính:" not in (round_ / "phien-ban/2025.1/index.html").read_text(encoding="utf-8")
    own = (round_ / "don-vi/an/index.html").read_text(encoding="utf-8")
    assert "chỉ số 88,00 → 89,00, hạng 1 → 1. One point of Unit an was typed wrongly" in own
    assert "Đã đính chính ở bản" not in (round_ / "don-vi/binh/index.html").read_text(encoding="utf-8")


def test_the_ranking_marks_the_units_whose_index_was_corrected(tmp_path: Path) -> None:
    [owner] = small_edition(snapshots(tmp_path)).programmes
    first, second = owner.latest.releases
    marked = [
        [row.name for row in table_of(owner.latest, release, "en").rows if row.is_corrected]
        for release in (first, second)
    ]
    assert marked == [[], ["Unit an"]]


def test_what_was_changed_goes_by_titles_and_not_by_words_of_a_file(tmp_path: Path) -> None:
    whole = printed_round()
    first = seal_into(tmp_path / "first", whole)
    printed = {**whole.printed, "an": replace(whole.printed["an"], index=Fraction("80.5"))}
    why = Correction(digest_of(first), "Read wrongly")
    second = seal_into(tmp_path / "second", replace(whole, printed=printed), why)
    edition = small_edition([first, second])
    [owner] = edition.programmes
    content = releases.one(edition, owner.latest, 1, "vi").content
    assert isinstance(content, releases.ReleaseContent)
    [changed] = content.changed
    assert changed.causes == ("chỉ số đã công bố 80,00 → 80,50",)


def test_a_leaf_that_is_gone_has_the_title_that_it_had(tmp_path: Path) -> None:
    old, new = (
        framework(*(leaf(code) for code in codes), code="of-words", programme="of-words")
        for codes in (("appraised", "survey"), ("appraised",))
    )
    about = {"code": "of-words-2025", "framework": "of-words"}
    first = seal_into(tmp_path / "first", a_round(old, {"an": {"appraised": 80, "survey": 60}}, about=about))
    later = a_round(new, {"an": {"appraised": 81}}, about=about)
    second = seal_into(tmp_path / "second", later, Correction(digest_of(first), "One part less"))
    edition = small_edition([first, second])
    [owner] = edition.programmes
    content = releases.one(edition, owner.latest, 1, "en").content
    assert isinstance(content, releases.ReleaseContent)
    assert [(row.code, row.name) for row in content.changed[0].leaves] == [
        ("", "leaf appraised"),
        ("", "leaf survey"),
    ]
