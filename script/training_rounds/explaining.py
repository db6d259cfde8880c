"""What provinces write where they scored themselves below the maximum and name no evidence: the framework demands it."""

from __future__ import annotations

from parindex.rounds import RoundData
from parindex.scoring.unexplained import SELF, unexplained
from script.training_rounds.setting import Setting
from script.training_rounds.wording import EXPLAINED


def explanations(setting: Setting, data: RoundData) -> dict[tuple[str, str, str], str]:
    """Return the notes that are still missing, each one of several sentences; twins write the same."""
    found = {}
    for each in unexplained(data):
        name = setting.name(setting.leaf(each.leaf))
        random = setting.draws.uniform("explanation", name, setting.year)[data.unit_position[each.unit]]
        found[each.unit, each.leaf, SELF] = EXPLAINED[int(random * len(EXPLAINED))]
    return found
