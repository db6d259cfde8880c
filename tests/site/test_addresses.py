"""A link is the shortest way from a page to another."""

import pytest

from parindex.site.addresses import relative


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("a/2025/units/x/", "a/2025/", "units/x/"),
        ("a/2025/", "a/2025/units/x/", "../../"),
        ("a/2024/units/x/", "a/2025/units/x/", "../../../2024/units/x/"),
        ("a/2025/ranking.svg", "a/2025/", "ranking.svg"),
        ("a/2025/", "a/2025/", "./"),
        ("", "a/2025/", "../../"),
        ("", "", "./"),
        ("assets/style.css", "", "assets/style.css"),
        ("ab/", "a/", "../ab/"),
    ],
)
def test_a_link_is_the_shortest_way(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link
