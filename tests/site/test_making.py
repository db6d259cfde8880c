"""Pages made in several processes are those made in one."""

from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import forkserver, get_context
from pathlib import Path

import pytest

from parindex import parallel
from parindex.files import read_folder
from parindex.language import LANGUAGES
from parindex.site import get_ready, publish
from parindex.site.rendering import compile_templates, environment
from tests.site.small import ANNOUNCED, seal_into, small_edition, small_info, snapshots, whole_round


@pytest.mark.slow
def test_several_processes_make_the_same_site(site: Path, tmp_path: Path) -> None:
    edition = small_edition(snapshots(tmp_path / "snapshots"), small_info(*ANNOUNCED))
    told: list[tuple[int, int]] = []
    made = publish(
        edition, tmp_path / "site", processes=2, progress=lambda done, jobs: told.append((done, jobs))
    )
    assert read_folder(tmp_path / "site") == read_folder(site)
    jobs = told[0][1]
    assert told == [(done, jobs) for done in range(jobs + 1)]
    assert made == sum(path.endswith(".html") for path in read_folder(site)) < jobs


def test_processes_are_forked_from_one_that_has_every_template_compiled() -> None:
    forkserver._forkserver._stop()  # another test may have begun it with nothing loaded
    get_ready()
    with ProcessPoolExecutor(1, mp_context=get_context(parallel.START)) as pool:
        assert pool.submit(compile_templates).result() == 0
    import_module("parindex.site.ready")
    assert compile_templates() == 0
    environment.cache_clear()
    assert compile_templates() == len(LANGUAGES) * len(environment("vi").list_templates())


def test_nothing_is_left_when_a_page_fails(tmp_path: Path) -> None:
    edition = small_edition([seal_into(tmp_path / "snapshot", whole_round())])

    def stop(done: int, jobs: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(edition, tmp_path / "site", processes=1, progress=stop)
    assert [each.name for each in tmp_path.iterdir()] == ["snapshot"]
