"""What a page is made of is told in full: a site with kept pages is the site made anew, whatever changed in between."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.files import read_folder
from parindex.language import Text
from parindex.rounds import PreviousResult, Printed, RoundData
from parindex.rounds.model import Adjustment, Estimate, PrintedAggregate
from parindex.site import Edition, publish
from parindex.site.cache import Cache
from parindex.site.ingredients import of_code
from parindex.site.making import page_files, settle
from parindex.site.page import Page
from parindex.site.plan import plan
from parindex.site.staging import write_files
from tests.builders import a_round, crosswalk, item
from tests.site.small import (
    printed_round,
    rules,
    seal_into,
    small_edition,
    snapshots,
    whole_round,
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with every page of the small site."""
    folder = tmp_path_factory.mktemp("kept")
    publish(small_edition(snapshots(folder / "snapshots")), folder / "site", folder / "cache", processes=1)
    return folder / "cache"


def corrected_point(folder: Path) -> Edition:
    return small_edition(
        [
            seal_into(folder / "printed", printed_round()),
            seal_into(folder / "whole", whole_round(changed=True)),
        ]
    )


def preview(folder: Path) -> Edition:
    return small_edition(snapshots(folder), is_preview=True)


def with_reports(folder: Path) -> Edition:
    reports = folder / "reports" / "small-2025"
    reports.mkdir(parents=True)
    (reports / "unit-an-vi.pdf").write_bytes(b"%PDF-1.7")
    return small_edition(snapshots(folder), reports=folder / "reports")


@pytest.mark.parametrize("change", [corrected_point, preview, with_reports])
def test_with_kept_pages_a_site_is_what_it_is_without(
    change: Callable[[Path], Edition], kept: Path, tmp_path: Path
) -> None:
    edition, cache = change(tmp_path / "given"), tmp_path / "cache"
    shutil.copytree(kept, cache)
    publish(edition, tmp_path / "kept", cache, processes=1)
    publish(edition, tmp_path / "anew", processes=1)
    assert read_folder(tmp_path / "kept") == read_folder(tmp_path / "anew")


def round_of_parts() -> RoundData:
    """A round of an announcement of which the parts of two units of five could be read."""
    return a_round(
        rules(code="parts-set", programme="parts-programme", adjustments={"bonus": {"cap": 2, "items": [item("prize", 1)]}}),
        {"an": {"1.1": 30, "1.2": 15, "2": 40}, "binh": {"1.1": 20, "1.2": 10, "2": 30}},
        printed={"an": Printed(Fraction(85), 1), "binh": Printed(Fraction(60), 5)},
        aggregates=(PrintedAggregate("ranked_units", "", Fraction(5)),),
        about={
            "code": "parts-2025",
            "framework": "parts-set",
            "kind": "reconciled",
            "data_status": "published",
        },
    )  # fmt: skip


ROUNDS: dict[str, Callable[[], RoundData]] = {
    "printed": printed_round,
    "parts": round_of_parts,
    "whole": whole_round,
}


def renamed(data: RoundData) -> RoundData:
    info = data.info.model_copy(update={"title": Text(vi="Tên khác", en="Another name")})
    return replace(data, info=info)


def another_text_of_the_framework(data: RoundData) -> RoundData:
    text = Text(vi="Bộ khác", en="Another set")
    return replace(data, framework=data.framework.model_copy(update={"title": text}))


def another_region(data: RoundData) -> RoundData:
    first = replace(data.units[0], region=Text(vi="Vùng khác", en="Another region"))
    return replace(data, units=(first, *data.units[1:]))


def fewer_on_time(data: RoundData) -> RoundData:
    measured = {stage: values.copy() for stage, values in data.measured.items()}
    measured["council"][0, data.framework.column_position["1.2", "on_time"]] -= 5
    return replace(data, measured=measured)


def fewer_points(data: RoundData) -> RoundData:
    entered = {stage: points.copy() for stage, points in data.entered.items()}
    entered["council"][0, 0] -= 1_000_000
    return replace(data, entered=entered)


def one_cell_applies(data: RoundData) -> RoundData:
    return replace(data, not_applicable=data.not_applicable & False, reasons={})


def wider_estimate(data: RoundData) -> RoundData:
    [cell] = data.estimates
    return replace(data, estimates={cell: Estimate(80.0, 4.5, 30.0, 400, "survey")})


def a_prize(data: RoundData) -> RoundData:
    return replace(data, adjustments=(Adjustment("an", "bonus", "prize", "", 1),))


def another_printed_rank(data: RoundData) -> RoundData:
    return replace(data, printed={**data.printed, "an": replace(data.printed["an"], rank=4)})


def more_units_were_ranked(data: RoundData) -> RoundData:
    return replace(data, aggregates=tuple(replace(a, value=a.value + 2) for a in data.aggregates))


def another_past(data: RoundData) -> RoundData:
    return replace(data, previous=PreviousResult({"an": Printed(Fraction(70), 5)}))


def other_criteria_before(data: RoundData) -> RoundData:
    return replace(data, crosswalk=crosswalk((["8"], ["2"])).model_copy(update={"to": data.framework.code}))


def another_note(data: RoundData) -> RoundData:
    return replace(data, notes={("binh", "1.1", "council"): "Plan never came"})


def some_evidence(data: RoundData) -> RoundData:
    return replace(data, evidence={("an", "1.1", "self"): "The plan"})


def another_reason(data: RoundData) -> RoundData:
    return replace(data, reasons=dict.fromkeys(data.reasons, "for another reason"))


def another_improvement(data: RoundData) -> RoundData:
    return replace(data, improvements=tuple(replace(i, solution="Write twice") for i in data.improvements))


CHANGES: dict[str, tuple[Callable[[RoundData], RoundData], tuple[str, ...]]] = {
    "info": (renamed, ("printed", "parts", "whole")),
    "framework": (another_text_of_the_framework, ("printed", "parts", "whole")),
    "units": (another_region, ("printed", "parts", "whole")),
    "measured": (fewer_on_time, ("whole",)),
    "entered": (fewer_points, ("parts", "whole")),
    "not_applicable": (one_cell_applies, ("whole",)),
    "estimates": (wider_estimate, ("whole",)),
    "adjustments": (a_prize, ("parts",)),
    "printed": (another_printed_rank, ("printed", "parts")),
    "aggregates": (more_units_were_ranked, ("printed", "parts")),
    "previous": (another_past, ("parts", "whole")),
    "crosswalk": (other_criteria_before, ("parts", "whole")),
    "notes": (another_note, ("whole",)),
    "evidence": (some_evidence, ("whole",)),
    "reasons": (another_reason, ("whole",)),
    "improvements": (another_improvement, ("whole",)),
}
"""Something else in a field, and the rounds of which it is tried."""

Kept = dict[str, dict[str, bytes]]
"""Files by all that a page is said to be made of."""


def sealed_edition(folder: Path, rounds: dict[str, RoundData]) -> Edition:
    return small_edition([seal_into(folder / name, data) for name, data in rounds.items()])


def made(edition: Edition, pictures: Path) -> Kept:
    """Everything of an edition that may be kept."""
    setting, cache = settle(edition), Cache(pictures)
    kept = {}
    for job in plan(edition):
        if job.made_of is not None:
            made = job.make()
            files = page_files(made, setting, cache) if isinstance(made, Page) else made
            kept[repr(job.made_of())] = dict(files)
    return kept


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def before(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    rounds = {name: make() for name, make in ROUNDS.items()}
    return made(sealed_edition(tmp_path_factory.mktemp("before"), rounds), pictures)


def test_every_field_of_a_round_is_changed() -> None:
    assert list(CHANGES) == [field.name for field in fields(RoundData)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "name"), [(field, name) for field, (_, names) in CHANGES.items() for name in names]
)
def test_what_is_made_of_the_same_is_the_same(
    field: str, name: str, before: Kept, pictures: Path, tmp_path: Path
) -> None:
    change, _ = CHANGES[field]
    changed = {each: change(make()) if each == name else make() for each, make in ROUNDS.items()}
    after = made(sealed_edition(tmp_path, changed), pictures)
    shared = before.keys() & after.keys()
    assert len(shared) < len(before)
    assert [path for key in shared for path in after[key] if after[key][path] != before[key][path]] == []


def test_one_point_more_makes_only_the_pages_that_show_it(kept: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(kept, cache)
    publish(corrected_point(tmp_path / "changed"), tmp_path / "site", cache, processes=1)
    before = set(cache.rglob("*.zip"))
    printed = seal_into(tmp_path / "printed", printed_round())
    first = small_edition([printed, seal_into(tmp_path / "whole", whole_round())])
    publish(first, tmp_path / "site", cache, processes=1)
    made = {name for path in set(cache.rglob("*.zip")) - before for name in zipfile.ZipFile(path).namelist()}
    pages = {name.removeprefix("chuong-trinh-small-programme/") for name in made if "/en/" not in f"/{name}"}
    other_round = {name for name in pages if name.startswith("2024/")}
    assert other_round == {"2024/don-vi/an/index.html"}  # tells the unit's later results too
    criteria = {name.split("/")[2] for name in pages if name.startswith("2025/tieu-chi/")}
    assert criteria == {"1.1"}


def test_a_page_that_was_kept_and_damaged_is_made_anew(kept: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(kept, cache)
    for path in cache.rglob("*.zip"):
        path.write_bytes(path.read_bytes()[:-30])
    given = snapshots(tmp_path / "snapshots")
    damaged = set(cache.rglob("*.zip"))
    publish(small_edition(given), tmp_path / "site", cache, processes=1)
    assert set(cache.rglob("*.zip")) == damaged
    publish(small_edition(given), tmp_path / "anew", processes=1)
    assert read_folder(tmp_path / "site") == read_folder(tmp_path / "anew")


def test_another_version_of_what_draws_and_writes_is_other_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    digests = []
    for version in ("1.0", "1.1", "1.1"):
        write_files(tmp_path, {"drawer-1.dist-info/METADATA": f"Name: drawer\nVersion: {version}\n".encode()})
        of_code.cache_clear()
        digests.append(of_code())
    of_code.cache_clear()
    assert digests[0] != digests[1] == digests[2]
