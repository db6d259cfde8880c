"""The small site, made once for all tests that only read it."""

from pathlib import Path

import pytest

from tests.site.small import small_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_site(tmp_path_factory.mktemp("site"))
