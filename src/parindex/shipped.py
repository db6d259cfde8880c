"""The questionnaires, frameworks, rounds and lists of units that ship with parindex: inside the installed package, or beside a checkout."""

from __future__ import annotations

from pathlib import Path

import parindex
from parindex.documents import read_document
from parindex.files import read_folder, write_atomically, write_folder
from parindex.problems import Findings, Invalid

_PACKAGE = Path(parindex.__file__).parent
FORMS = "forms"
FRAMEWORKS = "frameworks"
ROUNDS = "rounds"
SERIES = "series"
UNITS = "units"


def home(package: Path = _PACKAGE) -> Path:
    """Return the folder that holds ``forms/``, ``frameworks/``, ``rounds/``, ``series/`` and ``units/``.

    A wheel carries them in the package as ``shipped/``; in a checkout they stand at its root.
    """
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent.parent


def forms() -> dict[str, Path]:
    """Return the folder of each questionnaire that ships by its name, in order; one may hold several forms."""
    return {path.parent.name: path.parent for path in sorted((home() / FORMS).glob("*/form.*"))}


def frameworks_folder() -> Path:
    """Return the folder of the frameworks that ship."""
    return home() / FRAMEWORKS


def frameworks() -> dict[str, Path]:
    """Return the file of each framework that ships by its name, in order."""
    return {path.stem: path for path in sorted(frameworks_folder().glob("*.yaml"))}


def rounds() -> dict[str, Path]:
    """Return the folder of each round that ships by its name, in order."""
    return {path.parent.name: path.parent for path in sorted((home() / ROUNDS).glob("*/round.yaml"))}


def series() -> dict[str, Path]:
    """Return the folder of each series of published survey results that ships by its name, in order."""
    return {path.parent.name: path.parent for path in sorted((home() / SERIES).glob("*/series.yaml"))}


def units() -> dict[str, Path]:
    """Return the file of each list of units that ships by its name, in order."""
    return {path.stem: path for path in sorted((home() / UNITS).glob("*.csv"))}


def site() -> Path:
    """Return the ``site.yaml`` that names the programmes of the rounds that ship."""
    return _PACKAGE / "site" / "site.yaml"


def copy_framework(name: str, folder: Path) -> Path:
    """Write the file of a framework into a folder and return it.

    Parameters
    ----------
    name : str
        One of `frameworks`.
    folder : Path
        Where ``NAME.yaml`` goes.

    Raises
    ------
    FileExistsError
        There is such a file already; nothing is overwritten.
    """
    target = folder / f"{name}.yaml"
    if target.exists():
        raise FileExistsError(f"{target} exists")
    write_atomically(target, frameworks()[name].read_bytes())
    return target


def copy_round(name: str, folder: Path) -> Path:
    """Write a round with its framework into a folder of its name, so that it stands alone, and return it.

    Parameters
    ----------
    name : str
        One of `rounds`.
    folder : Path
        Where the folder NAME goes.

    Raises
    ------
    FileExistsError
        That folder has something in it; nothing is overwritten.
    """
    source, target = rounds()[name], folder / name
    files = read_folder(source)
    files.setdefault("framework.yaml", _framework_of(source).read_bytes())
    write_folder(target, files)
    return target


def _framework_of(folder: Path) -> Path:
    """Return the file of the framework that a round that ships is scored with."""
    document = read_document(folder / "round.yaml")
    path = frameworks().get(document.data["framework"])
    if path is None:
        findings = Findings(document.file)
        code = document.data["framework"]
        findings.add(
            "framework-missing",
            f"Bộ chỉ số {code} không đi kèm phần mềm.",
            f"The framework {code} does not ship.",
            path="framework",
        )
        raise Invalid(findings.problems)
    return path
