"""A site with every kind of page, served on this machine, and Chromium to look at it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from parindex.language import both
from parindex.reporting.speech.audio import can_narrate
from parindex.rounds import read
from parindex.shipped import rounds, series
from parindex.site import edition_of, info_of, open_snapshots, publish
from parindex.survey.folder import open_survey
from parindex.survey.publication.of_survey import published
from parindex.survey.series import read_series
from parindex.survey.synthetic import write
from tests.site.small import DAY, seal_into, small_site, snapshots

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SHIPPED = ("vn-ministries-2022", "vn-ministries-2023", "vn-provinces-2018", "vn-provinces-2019")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is left before it is whole is no error."""


def surveyed(folder: Path) -> Any:
    """A small synthetic survey of five provinces, as far as it may be shown."""
    folder.mkdir()
    codes = ("lang-son", "ha-noi", "hai-phong", "ca-mau", "da-nang")
    write({code: both(code) for code in codes}, folder, people=4000, seed=7)
    return published(open_survey(folder))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site: small rounds with a correction, published rounds of provinces and ministries, a survey."""
    folder = tmp_path_factory.mktemp("journeys")
    sealed = snapshots(folder / "small")
    sealed += [seal_into(folder / "shipped" / name, read(rounds()[name])) for name in SHIPPED]
    edition = edition_of(
        info_of(),
        open_snapshots(sealed),
        [read_series(series()["vn-sipas"])],
        DAY,
        surveys=[surveyed(folder / "survey")],
    )
    publish(edition, folder / "site", processes=1)
    return folder / "site"


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with _served(built) as address:
        yield address


@pytest.fixture
def narrated(tmp_path: Path) -> Iterator[str]:
    """The address of a small site with audio."""
    if not can_narrate():
        pytest.skip("eSpeak NG and LAME are not installed here (Debian: espeak-ng, lame)")
    with _served(small_site(tmp_path, has_audio=True)) as address:
        yield address


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Any]:
    """A function that opens a page; it fails if the page asks another host for anything, or a script fails."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def look(path: str, *, width: int = 1280, preferences: dict[str, str] | None = None, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        for name, value in (preferences or {}).items():
            context.add_init_script(f"localStorage.setItem('parindex-{name}', '{value}')")
        page = context.new_page()
        page.on("request", lambda asked: faults.append(asked.url) if not _own(asked.url, address) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(address + path)
        return page

    yield look
    for context in contexts:
        context.close()
    assert faults == []


def _own(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))
