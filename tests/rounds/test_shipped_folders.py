"""Every round folder that ships: a valid data package, and for the printed years what the script makes from data/."""

import shutil
from pathlib import Path

import pytest

from parindex.files import read_folder
from script.build_published_rounds import DATA, PROVINCES_OF_2025, build

ROUNDS = Path(__file__).parents[2] / "rounds"
FOLDERS = sorted(path.parent.name for path in ROUNDS.glob("*/round.yaml"))
PUBLISHED = [name for name in FOLDERS if name.startswith("vn-")]
QUICK = "vn-ministries-2023"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    for name in PUBLISHED:
        (folder / name).mkdir()
        shutil.copy(ROUNDS / name / "round.yaml", folder / name)
    build(folder, folder)
    return folder


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_folder_is_what_the_script_makes_from_the_data(built, name):
    assert read_folder(built / name) == read_folder(ROUNDS / name)


def test_the_list_of_34_provinces_is_what_the_script_makes_from_the_data(built):
    assert (built / PROVINCES_OF_2025).read_bytes() == (
        DATA.parent / "units" / PROVINCES_OF_2025
    ).read_bytes()


@pytest.mark.parametrize("name", FOLDERS)
def test_every_folder_is_described_as_a_data_package(name):
    assert (ROUNDS / name / "datapackage.json").is_file()


@pytest.mark.parametrize(
    "name", [name if name == QUICK else pytest.param(name, marks=pytest.mark.slow) for name in FOLDERS]
)
def test_frictionless_finds_every_folder_valid(name):
    from frictionless import Package

    report = Package(str(ROUNDS / name / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
