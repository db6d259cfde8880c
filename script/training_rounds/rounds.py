"""The two rounds: how one is made, what its ``round.yaml`` says, and how both are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from parindex.files import write_atomically
from parindex.framework import load
from parindex.framework.crosswalk import read_crosswalk
from parindex.language import Text
from parindex.rounds import PreviousResult, RoundData, RoundInfo
from parindex.rounds.write import to_files
from parindex.scoring import rank, score
from parindex.scoring.succession import previous_result
from script.training_rounds.adjustments import adjust
from script.training_rounds.appraisal import appraise
from script.training_rounds.estimates import estimate
from script.training_rounds.explaining import explanations
from script.training_rounds.figures import draw
from script.training_rounds.gaps import leave_open, leave_out
from script.training_rounds.improvement import improvements
from script.training_rounds.making import Making
from script.training_rounds.provinces import TWINS, read_provinces
from script.training_rounds.setting import Setting
from script.training_rounds.wording import SYNTHETIC

PROJECT = Path(__file__).resolve().parents[2]
FRAMEWORKS = PROJECT / "frameworks"
ROUNDS = PROJECT / "rounds"
CROSSWALK = ROUNDS / "training-provinces-2025" / "crosswalk.yaml"


def generate(rounds: Path) -> Iterator[Path]:
    """Write both rounds below a folder, and yield their folders."""
    provinces = read_provinces()
    old = make(Setting(load(FRAMEWORKS / "training-provinces-2024.yaml"), provinces, 2024))
    yield write(old, rounds)
    crosswalk, _ = read_crosswalk(CROSSWALK)
    yield write(
        make(Setting(load(FRAMEWORKS / "training-provinces.yaml"), provinces, 2025, old, crosswalk)), rounds
    )


def write(data: RoundData, rounds: Path) -> Path:
    """Write a round without a copy of its framework, which ships beside the rounds."""
    folder = rounds / data.info.code
    for name, content in to_files(data).items():
        if name != "framework.yaml":
            write_atomically(folder / name, content)
    return folder


def make(setting: Setting) -> RoundData:
    """Return one round."""
    making = Making(setting, draw(setting))
    appraise(making)
    leave_out(making)
    if setting.is_open:
        leave_open(making)
    estimate(making)
    adjust(making)
    data = RoundData(
        info=info_of(setting),
        framework=setting.framework,
        units=setting.units,
        measured=making.measured,
        entered=making.entered,
        not_applicable=making.not_applicable,
        estimates=making.estimates,
        adjustments=tuple(making.adjustments),
        previous=previous_result(rank(score(setting.past))) if setting.past else PreviousResult({}),
        notes=making.notes,
        evidence=making.evidence,
        reasons=making.reasons,
        improvements=improvements() if setting.is_open else (),
    )
    return replace(data, notes={**data.notes, **explanations(setting, data)})


def info_of(setting: Setting) -> RoundInfo:
    """Return what ``round.yaml`` says."""
    year = setting.year
    return RoundInfo(
        format="parindex-round/1",
        code=f"training-provinces-{year}",
        title=Text(
            vi=f"Chỉ số CCHC cấp tỉnh năm {year}, đợt tập huấn. {SYNTHETIC.vi}",
            en=f"PAR index of provinces {year}, training round. {SYNTHETIC.en}",
        ),
        framework=setting.framework.code,
        year=year,
        kind="recomputable",
        data_status="training",
        notes=tuple(notes_of(setting)),
    )


def notes_of(setting: Setting) -> Iterator[Text]:
    """Yield what has to be known of a training round."""
    yield Text(vi=f"{SYNTHETIC.vi}.", en=f"{SYNTHETIC.en}.")
    yield Text(
        vi="Tên tỉnh là tên thật để người học dễ theo dõi; mọi số liệu, điểm, thứ hạng đều do máy sinh ngẫu nhiên, "
        "không phản ánh kết quả của tỉnh nào.",
        en="The names of the provinces are real so that they are easy to follow; all figures, points and ranks are "
        "random and say nothing of any province.",
    )
    yield Text(
        vi="Bài tập dùng 63 tỉnh có đến 30/6/2025 cho cả năm 2024 và năm 2025 để so sánh được hai năm.",
        en="The exercise has the 63 provinces that existed until 30 June 2025 in 2024 and in 2025, so that the two "
        "years can be compared.",
    )
    yield Text(
        vi="Tỉnh không tự chấm kết quả khảo sát lãnh đạo và SIPAS; các số liệu này có ở bước hội đồng.",
        en="Provinces do not score the leaders' survey and SIPAS themselves; these figures come at the council's stage.",
    )
    yield note_on_ties(setting)
    if setting.is_open:
        yield note_on_gaps(setting)


def note_on_ties(setting: Setting) -> Text:
    """Name the pairs of provinces with equal figures."""
    names = {unit.code: unit.name for unit in setting.units}
    pairs = [(names[copy], names[original]) for copy, original in TWINS.items()]
    return Text(
        vi=f"Để có đồng hạng, số liệu của {'; của '.join(f'{a.vi} và {b.vi}' for a, b in pairs)} được đặt giống nhau.",
        en=f"To have ties, the figures of {', and of '.join(f'{a.en} and {b.en}' for a, b in pairs)} were made equal.",
    )


def note_on_gaps(setting: Setting) -> Text:
    """Name the provinces that are not scored in full."""
    first, second = (setting.units[row].name for row in setting.unfinished)
    return Text(
        vi=f"{first.vi} và {second.vi} còn vài mục chưa chấm, nên kết quả của đợt là tạm tính.",
        en=f"{first.en} and {second.en} still have a few leaves not yet scored, so the round is provisional.",
    )
