"""What of a site is read aloud: by a voice of the device what every page says, by audio the summaries of rounds."""

import re
from html import unescape
from pathlib import Path

import pytest

from parindex.reporting.facts.sentences_of_round import press_lines
from parindex.site import Edition, narration, publish
from parindex.site.narration import has_narration, summary_of
from tests.site.small import pages, small_edition, snapshots

SAID = re.compile(r'<(\w+)[^>]* data-speak="(\w+)"(?: data-spoken="([^"]*)")?>(.*?)</\1>', re.DOTALL)
TRAINING = {
    "vi": "Số liệu giả lập để tập huấn, không phải kết quả thật của bất kỳ đơn vị nào.",
    "en": "Synthetic figures for training; they are no real result of any unit.",
}


def said_on(path: Path) -> list[str]:
    """What is read of a page, in its order."""
    html = path.read_text(encoding="utf-8")
    return [
        unescape(spoken or re.sub("<[^>]+>", "", shown)).strip() for _, _, spoken, shown in SAID.findall(html)
    ]


def test_every_page_reads_its_title_and_what_its_charts_say(site: Path) -> None:
    for path, page in pages(site):
        html = (site / path).read_text(encoding="utf-8")
        spoken = [tag for tag, about in page.tags if "data-speak" in about]
        assert spoken.count("h1") == 1, path
        captions = re.findall(r"<figcaption>(.*?)</figcaption>", html, re.DOTALL)
        assert all(caption.count("data-speak") == 2 for caption in captions), path
        leads = [about for _, about in page.tags if about.get("class") == "lead"]
        assert all("data-speak" in about for about in leads if about), path


def test_a_page_of_training_data_first_says_so(site: Path) -> None:
    found = [path for path, _ in pages(site) if "is-training" in (site / path).read_text(encoding="utf-8")]
    assert len(found) > 20
    for path in found:
        assert said_on(site / path)[0] == TRAINING["en" if path.startswith("en/") else "vi"], path


def test_what_is_read_is_put_into_words_and_has_no_markup(site: Path) -> None:
    said = said_on(site / "chuong-trinh-small-programme/2025/tieu-chi/1.1/index.html")
    assert "Criterion, tối đa ba mươi điểm, đạt trung bình tám mươi hai phẩy năm phần trăm" in said
    assert not [text for path, _ in pages(site) for text in said_on(site / path) if "<" in text]


def test_pages_that_are_told_in_prose_are_read_whole(site: Path) -> None:
    for name in ("about", "accessibility", "method"):
        path = site / "en" / name / "index.html"
        said = said_on(path)
        main = path.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
        prose = re.findall(r"<(?:h2|p|dt|dd)\b[^>]*>", main)
        assert [tag for tag in prose if "data-speak" not in tag] == []
        assert len(said) > 10


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return small_edition(snapshots(tmp_path_factory.mktemp("narration")), has_audio=True)


def test_a_summary_says_nothing_twice(whole: Edition) -> None:
    [owner] = whole.programmes
    summary = summary_of(owner.latest, "en")
    assert "the mean is" in summary[0]
    assert not [line for line in summary[1:] if "mean PAR INDEX" in line]
    assert [line for line in press_lines(owner.latest.current.facts, "en") if "mean PAR INDEX" in line]


def test_rounds_are_read_aloud_the_latest_first_as_far_as_there_is_room(
    whole: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    [owner] = whole.programmes
    assert [has_narration(whole, each) for each in owner.rounds] == [True, True]
    narration.narrated.cache_clear()
    latest = sum(len(line) for language in ("vi", "en") for line in summary_of(owner.latest, language))
    monkeypatch.setattr(narration, "ROOM", latest * narration.BYTES_A_LETTER)
    assert [has_narration(whole, each) for each in owner.rounds] == [False, True]
    narration.narrated.cache_clear()


@pytest.mark.slow
def test_a_round_that_is_read_aloud_has_one_cue_a_sentence(tmp_path: Path) -> None:
    publish(small_edition(snapshots(tmp_path / "snapshots"), has_audio=True), tmp_path / "site", processes=1)
    folders = sorted(path.parent for path in (tmp_path / "site" / "en").rglob("summary.mp3"))
    assert [folder.name for folder in folders] == ["2024", "2025"]
    for folder in folders:
        html = (folder / "index.html").read_text(encoding="utf-8")
        cues = (folder / "summary.vtt").read_text(encoding="utf-8").count(" --> ")
        assert cues == html.count('data-speak="summary"') > 1
