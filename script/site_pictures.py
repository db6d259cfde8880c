"""Draw the pictures of the site in ``docs/images`` from the demo site (``script/demo --no-serve`` makes it).

Usage: ``python script/site_pictures.py``. Needs Chromium.
"""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build" / "site"
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1200, 900
SHOTS = {
    "site-home": ("", "light", 0),
    "site-map": ("tap-huan-cap-tinh/2025/", "light", 700),
    "site-unit": ("cap-tinh/2019/don-vi/lang-son/", "light", 0),
    "site-criterion-dark": ("tap-huan-cap-tinh/2025/tieu-chi/3.2.1/", "dark", 0),
}
"""Path, colour scheme and how far the page is scrolled, by the name of the picture."""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, scheme, down) in SHOTS.items():
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            page.goto(address + path)
            page.evaluate(f"scrollTo(0, {down})")
            page.wait_for_timeout(300)
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
