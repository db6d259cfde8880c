"""What can be wrong with a round although each cell by itself is right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from parindex.language import Text, shown
from parindex.numbers import exact
from parindex.problems import Place, Problem
from parindex.rounds.model import RoundData


def problems_of(data: RoundData, folder: str) -> list[Problem]:
    """Return all problems of a round."""
    checks = (right_framework, optional_parts, bounds, validity, adjustment_items, ready_to_rank)
    return [problem for check in checks for problem in check(data, folder)]


def right_framework(data: RoundData, folder: str) -> Iterator[Problem]:
    """The framework is the one that the round names."""
    named, found = data.info.framework, data.framework.code
    if named != found:
        text = Text(
            vi=f"Đợt đánh giá theo bộ chỉ số “{named}” nhưng tệp tìm được là “{found}”; sửa một bên.",
            en=f'The round is on the framework "{named}", but the file that was found is "{found}"; correct one of them.',
        )
        yield Problem("another-framework", Place(f"{folder}/round.yaml", 0, "framework"), text)


def optional_parts(data: RoundData, folder: str) -> Iterator[Problem]:
    """Only parts that the framework declares optional may be left out."""
    optional = {part.node for part in data.framework.optional_parts}
    for code in data.info.not_held:
        if code not in optional:
            text = Text(
                vi=f"Phần “{code}” không phải phần tuỳ chọn của bộ chỉ số; bỏ khỏi not_held.",
                en=f'"{code}" is not an optional part of the framework; remove it from not_held.',
            )
            yield Problem("not-optional", Place(f"{folder}/round.yaml", 0, "not_held"), text)


def bounds(data: RoundData, folder: str) -> Iterator[Problem]:
    """No variable exceeds the variable that bounds it, as both stand after any stage."""
    framework = data.framework
    for column, (leaf, variable) in enumerate(framework.columns):
        code = framework.leaves[leaf].code
        limit = framework.column_position.get((code, str(variable.upper)))
        if limit is None:
            continue
        standing = np.full((len(data.units), 2), np.nan)
        for stage in data.stages:
            if stage not in data.measured:
                continue
            said = data.measured[stage][:, [column, limit]]
            standing = np.where(np.isnan(said), standing, said)
            news = ~np.isnan(said).all(axis=1)
            with np.errstate(invalid="ignore"):
                above = np.flatnonzero(news & (standing[:, 0] > standing[:, 1]))
            for row in above:
                value, most = (exact(float(number)) for number in standing[row])
                text = Text(
                    vi=f"{data.units[row].code}, {stage}: {variable.name} = {shown(value, 'vi')} lớn hơn {variable.upper} = {shown(most, 'vi')}.",
                    en=f"{data.units[row].code}, {stage}: {variable.name} = {shown(value, 'en')} exceeds {variable.upper} = {shown(most, 'en')}.",
                )
                yield Problem(
                    "above-bound", Place(f"{folder}/measurements.csv", 0, f"{code}.{variable.name}"), text
                )


def validity(data: RoundData, folder: str) -> Iterator[Problem]:
    """Every unit existed in the year of the round."""
    for unit in data.units:
        late = unit.valid_from is not None and unit.valid_from.year > data.info.year
        gone = unit.valid_to is not None and unit.valid_to.year < data.info.year
        if late or gone:
            text = Text(
                vi=f"{unit.code} không tồn tại trong năm {data.info.year} (hiệu lực {unit.valid_from or '…'} – {unit.valid_to or '…'}).",
                en=f"{unit.code} did not exist in {data.info.year} (valid {unit.valid_from or '…'} – {unit.valid_to or '…'}).",
            )
            yield Problem("unit-not-valid", Place(f"{folder}/units.csv", 0, "valid_from"), text)


def adjustment_items(data: RoundData, folder: str) -> Iterator[Problem]:
    """Each adjustment names an item that the framework declares, and a leaf only where one is meant."""
    declared = data.framework.adjustments
    known = {
        "bonus": {item.code for item in declared.bonus.items} if declared.bonus else set(),
        "penalty": {item.code for item in declared.penalty.items} if declared.penalty else set(),
        "deduction": {item.code for item in declared.deductions},
    }
    for adjustment in data.adjustments:
        place = Place(f"{folder}/adjustments.csv", 0, f"{adjustment.unit}.{adjustment.item}")
        if adjustment.item not in known[adjustment.kind]:
            among = ", ".join(sorted(known[adjustment.kind])) or "-"
            text = Text(
                vi=f"Bộ chỉ số không có mục {adjustment.kind} “{adjustment.item}”; các mục: {among}.",
                en=f'The framework has no {adjustment.kind} "{adjustment.item}"; it has: {among}.',
            )
            yield Problem("unknown-code", place, text)
        wrong_leaf = adjustment.leaf and (
            adjustment.kind != "deduction" or adjustment.leaf not in data.framework.leaf_position
        )
        if wrong_leaf:
            text = Text(
                vi=f"“{adjustment.leaf}” không dùng được ở đây: chỉ deduction mới ghi mục, và mục phải có trong bộ chỉ số.",
                en=f'"{adjustment.leaf}" will not do: only a deduction names a leaf, and one of the framework.',
            )
            yield Problem("unknown-code", place, text)


def ready_to_rank(data: RoundData, folder: str) -> Iterator[Problem]:
    """There is at least one unit."""
    if not data.units:
        text = Text(vi="Không có đơn vị nào.", en="There are no units.")
        yield Problem("no-units", Place(f"{folder}/units.csv"), text)
