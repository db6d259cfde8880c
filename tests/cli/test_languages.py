"""Which language a run speaks."""

import pytest

from parindex.cli.languages import language_of


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "EN"}, "en"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "vi_VN"}, "vi"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
        ({"PARINDEX_LANG": "en", "LC_ALL": "vi_VN"}, "en"),
        ({"PARINDEX_LANG": "vi", "LANG": "en_US"}, "vi"),
    ],
)
def test_the_environment_chooses_vietnamese_unless_it_wants_english(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(["compute", "en"], environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "en", "compute", "x"], "en"),
        (["compute", "x", "--lang=en"], "en"),
        (["compute", "x", "--lang", "vi"], "vi"),
        (["compute", "x", "--lang"], "vi"),
        (["compute", "--lang", "fr"], "vi"),
        (["compute", "--", "--lang", "en"], "vi"),
    ],
)
def test_lang_counts_before_and_after_the_command(arguments: list[str], language: str) -> None:
    assert language_of(arguments, {"LANG": "vi_VN"}) == language


def test_lang_wins_over_the_environment() -> None:
    assert language_of(["--lang", "vi"], {"PARINDEX_LANG": "en"}) == "vi"
