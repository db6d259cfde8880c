"""Ways of making the index for a period, and whether the rule was published."""

from pathlib import Path

import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.estimate import estimate_microdata
from parindex.survey.presets import presets, with_preset
from parindex.survey.synthetic import make, survey
from tests.survey.builders import stored
from tests.survey.builders import survey as small


def test_rules_that_were_not_published_are_marked() -> None:
    assert {code: preset.verified for code, preset in presets().items()} == {
        "2017-2021": False,
        "2023-2026": False,
    }


def test_factors_keep_their_items_and_combine_as_the_preset_says(tmp_path: Path) -> None:
    about = with_preset(survey(), presets()["2023-2026"])
    assert [node.combine for node in about.tree.walk()] == ["pooled"] * 5 + ["mean"]
    assert about.item_position == survey().item_position
    assert about.notes[-1] == presets()["2023-2026"].note
    file = stored(make(["a", "b"], people=2000).people, tmp_path / "people.parquet")
    pooled, plain = (estimate_microdata(each, [file], ["nation"])["nation"] for each in (about, survey()))
    items = slice(0, 4)
    weights = pooled.answers[0, items]
    row, column = pooled.at((), "access")
    assert pooled.estimate[row, column] == pytest.approx(
        float(weights @ pooled.estimate[0, items] / weights.sum()),
        abs=0.2,  # weighted people, so nearly
    )
    assert plain.estimate[0, plain.measures.index("access")] == pytest.approx(plain.estimate[0, items].mean())


def test_a_survey_without_the_factors_is_refused() -> None:
    with pytest.raises(Unfit, match="has no factor: access, procedures"):
        with_preset(small(), presets()["2017-2021"])
