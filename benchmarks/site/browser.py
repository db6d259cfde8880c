"""A visit by a telephone on a slow line: when the largest thing is painted, and how much shifts."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.works import Absent

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Slow 4G: milliseconds there and back, bytes a second."""
SLOWED = 4
"""How many times slower than this machine a telephone is taken to be."""
_OBSERVE = """() => {
  window.seen = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => { for (const e of list.getEntries()) window.seen.paint = e.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) window.seen.shift += e.value; })
    .observe({ type: "layout-shift", buffered: true });
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


def visit(folder: Path, path: str) -> tuple[float, float]:
    """Return the seconds to the largest paint of a page, and its cumulative layout shift."""
    if not CHROMIUM.exists():
        raise Absent("Chromium is not installed here (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
            page = browser.new_page(viewport={"width": 390, "height": 844}, is_mobile=True)
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="load")
            page.evaluate(_OBSERVE)
            page.wait_for_timeout(1500)
            seen = page.evaluate("window.seen")
            browser.close()
    finally:
        server.shutdown()
    return seen["paint"] / 1000, seen["shift"]
