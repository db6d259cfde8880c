"""A round with every rule, and a pen that fills cells of a workbook as an office program stores them."""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parindex.framework import Framework, load
from parindex.language import both
from parindex.rounds import RoundData, RoundInfo, Unit
from parindex.rounds.workbook import to_bytes
from parindex.scoring.workbook import points_by_rule

SHEETS = {"guide": 1, "scoring": 2, "summary": 3, "lists": 4, "data": 5}
WHOLE = {"choice": 0.0, "yes_no": 1.0, "date": 739000.0, "count": 3.0, "percent": 80.0, "number": 2.5}


@pytest.fixture(scope="session")
def framework() -> Framework:
    return load(Path(__file__).with_name("framework.yaml"))


@pytest.fixture(scope="session")
def info() -> RoundInfo:
    return RoundInfo.model_validate(
        {
            "format": "parindex-round/1",
            "code": "trial-2025",
            "title": {"vi": "Đợt thử 2025", "en": "Trial 2025"},
            "framework": "every-rule",
            "year": 2025,
            "kind": "recomputable",
            "data_status": "official",
        }
    )


@pytest.fixture(scope="session")
def units() -> tuple[Unit, ...]:
    return (Unit("lang-son", both("Lạng Sơn"), "province"), Unit("hue", both("Huế"), "city"))


@pytest.fixture(scope="session")
def empty(info: RoundInfo, framework: Framework, units: tuple[Unit, ...]) -> RoundData:
    """A round in which nothing is measured yet."""
    return RoundData(info, framework, units)


@pytest.fixture(scope="session")
def full(empty: RoundData) -> RoundData:
    """A round in which the first unit has measured everything."""
    return measured(empty, {}, everything=True)


def measured(
    data: RoundData, values: Mapping[tuple[str, str], float], stage: Any = "self", *, everything: bool = False
) -> RoundData:
    """Return the round with values of its first unit at a stage."""
    array = np.full((len(data.units), len(data.framework.columns)), np.nan)
    if everything:
        array[0] = [WHOLE[variable.kind] for _, variable in data.framework.columns]
    for key, value in values.items():
        array[0, data.framework.column_position[key]] = value
    return replace(data, measured={**data.measured, stage: array})


@pytest.fixture(name="measured")
def _measured() -> Callable[..., RoundData]:
    return measured


@pytest.fixture(scope="session")
def written() -> Callable[..., bytes]:
    """Workbooks, each made once."""

    @cache
    def made(data: RoundData, stage: Any, unit: str, language: Any) -> bytes:
        return to_bytes(data, unit, stage, language, points=points_by_rule(data, unit, stage))

    return made


@pytest.fixture
def write(tmp_path: Path, written: Callable[..., bytes]) -> Callable[..., Path]:
    """Write the workbook of a unit, the first by default."""

    def write_one(data: RoundData, stage: Any = "self", unit: str = "lang-son", language: Any = "vi") -> Path:
        path = tmp_path / f"{unit}-{stage}-{language}.xlsx"
        path.write_bytes(written(data, stage, unit, language))
        return path

    return write_one


@pytest.fixture
def fill() -> Callable[..., Path]:
    """Put values into cells; formulas keep what they showed."""

    def filled(path: Path, cells: Mapping[str, Any], sheet: str = "scoring") -> Path:
        name = f"xl/worksheets/sheet{SHEETS[sheet]}.xml"
        with zipfile.ZipFile(path) as archive:
            files = {member: archive.read(member) for member in archive.namelist()}
        xml = files[name].decode("utf-8")
        for address, value in cells.items():
            found = re.search(rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', xml)
            assert found, address
            start = f'<c r="{address}"{found[1] or ""}'
            xml = xml[: found.start()] + _cell(start, value) + xml[found.end() :]
        files[name] = xml.encode("utf-8")
        with zipfile.ZipFile(path, "w") as archive:
            for member, data in files.items():
                archive.writestr(member, data)
        return path

    return filled


def _cell(start: str, value: Any) -> str:
    match value:
        case None:
            return f"{start}/>"
        case bool():
            return f'{start} t="b"><v>{int(value)}</v></c>'
        case str():
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"{start}><v>{value!r}</v></c>"
