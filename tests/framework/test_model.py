from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from parindex.framework import Branch, Framework, Leaf
from parindex.framework.model import Source
from parindex.language import Text, both
from tests.builders import framework
from tests.builders import leaf as a_leaf

Data = dict[str, Any]


def words(text: str) -> Data:
    return {"vi": text, "en": text}


def leaf(code: str, **more: object) -> Data:
    rule = {
        "type": "levels",
        "levels": [{"code": c, "title": words(c), "points": p} for c, p in (("all", 1), ("none", 0))],
    }
    return {"code": code, "title": words(code), "max_points": 1, "rule": rule, **more}


def proportional(*names: str) -> Data:
    value = {
        "formula": " + ".join(names),
        "variables": [{"name": name, "title": words(name)} for name in names],
    }
    return {"type": "proportional", "value": value, "full_mark": 1}


SET: Data = {
    "format": "parindex-framework/1",
    "code": "small",
    "version": "1",
    "title": words("small"),
    "programme": "small",
    "source": "illustrative",
    "levels": [{"code": "area", "title": {"vi": "Lĩnh vực", "en": "Area"}}, {"code": "criterion", "title": {"vi": "Tiêu chí", "en": "Criterion"}}],
    "total": 5,
    "ranking": {},
    "unit_groups": [{"code": "communes", "title": words("communes"), "total": 4}],
    "tree": [
        {
            "code": "1",
            "title": words("one"),
            "max_points": 3,
            "source": "illustrative",
            "appraiser": words("office"),
            "children": [
                leaf("1.1", rule=proportional("a", "b")),
                {
                    "code": "1.2",
                    "title": words("one two"),
                    "max_points": "unknown",
                    "source": {"document": words("decision"), "clause": words("3")},
                    "children": [
                        leaf("1.2.1", rule={"type": "appraiser"}, max_points="unknown"),
                        leaf("1.2.2", rule=proportional("a"), source="illustrative", appraiser=words("bank")),
                    ],
                },
            ],
        },
        leaf("2"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Framework:
    return Framework.model_validate(SET)


def test_the_tree_is_walked_in_its_order_each_node_before_its_parts(small: Framework) -> None:
    assert [(placed.node.code, placed.depth, placed.path) for placed in small.nodes] == [
        ("1", 0, ("tree", 0)),
        ("1.1", 1, ("tree", 0, "children", 0)),
        ("1.2", 1, ("tree", 0, "children", 1)),
        ("1.2.1", 2, ("tree", 0, "children", 1, "children", 0)),
        ("1.2.2", 2, ("tree", 0, "children", 1, "children", 1)),
        ("2", 0, ("tree", 1)),
    ]
    assert [node.code for node in small.by_code["1.2.2"].above] == ["1", "1.2"]


def test_a_node_with_parts_is_a_branch_and_one_with_a_rule_a_leaf(small: Framework) -> None:
    assert [type(placed.node) for placed in small.nodes] == [Branch, Leaf, Branch, Leaf, Leaf, Leaf]
    assert Framework.model_validate({**SET, "tree": small.tree}) == small


def test_a_node_takes_source_and_appraiser_from_the_nearest_above_that_names_them(small: Framework) -> None:
    decision, office = Source(document=both("decision"), clause=both("3")), both("office")
    assert {placed.node.code: (placed.source, placed.appraiser) for placed in small.nodes} == {
        "1": ("illustrative", office),
        "1.1": ("illustrative", office),
        "1.2": (decision, office),
        "1.2.1": (decision, office),
        "1.2.2": ("illustrative", both("bank")),
        "2": (None, None),
    }


@pytest.mark.parametrize(
    ("code", "number"), [("1", "1"), ("3.2.1", "3.2.1"), ("A.1", "A.1"), ("appraised", "")]
)
def test_a_code_that_is_a_word_is_no_number(code: str, number: str) -> None:
    """Ministries have two parts that no decision numbers; the file calls them appraised and surveyed."""
    [placed] = framework(a_leaf(code)).nodes
    assert (placed.number, placed.name("en")) == (number, f"{number} leaf {code}".lstrip())


def test_leaves_and_their_variables_have_columns_in_the_order_of_the_tree(small: Framework) -> None:
    assert small.leaf_position == {"1.1": 0, "1.2.1": 1, "1.2.2": 2, "2": 3}
    assert [(position, variable.name) for position, variable in small.columns] == [
        (0, "a"),
        (0, "b"),
        (2, "a"),
        (3, "level"),
    ]
    assert small.column_position == {("1.1", "a"): 0, ("1.1", "b"): 1, ("1.2.2", "a"): 2, ("2", "level"): 3}
    assert small.columns_of_leaf == (slice(0, 2), slice(2, 2), slice(2, 3), slice(3, 4))


def test_the_leaves_under_a_node_are_its_own_and_those_of_its_parts(small: Framework) -> None:
    assert {code: small.leaves_under(code) for code in small.by_code} == {
        "1": (0, 1, 2),
        "1.1": (0,),
        "1.2": (1, 2),
        "1.2.1": (1,),
        "1.2.2": (2,),
        "2": (3,),
    }


def test_a_maximum_is_known_or_not(small: Framework) -> None:
    assert [placed.node.maximum for placed in small.nodes] == [3, 1, None, None, 1, 1]


def test_a_group_of_units_has_a_total_of_its_own(small: Framework) -> None:
    assert (small.total_of("communes"), small.total_of("")) == (Decimal(4), Decimal(5))


@pytest.mark.parametrize(
    ("depth", "vietnamese", "english"),
    [(0, "Lĩnh vực", "Area"), (1, "Tiêu chí", "Criterion"), (2, "Tiêu chí", "Criterion")],
)
def test_a_depth_without_a_name_is_called_as_the_one_above(
    small: Framework, depth: int, vietnamese: str, english: str
) -> None:
    assert (small.level_of(depth, "vi"), small.level_of(depth, "en")) == (vietnamese, english)


def test_a_set_without_an_official_text_says_so(small: Framework) -> None:
    decision = Source(document=Text(vi="Quyết định", en="Decision"))
    assert small.is_illustrative
    assert not Framework.model_validate({**SET, "source": decision}).is_illustrative


@pytest.mark.parametrize(
    "changes",
    [
        {"tree": []},
        {"levels": []},
        {"code": "Small set"},
        {"format": "parindex-framework/2"},
        {"total": "1.0000001"},
        {"total": -1},
        {"tree": [leaf("1 a")]},
        {"tree": [leaf("1", max_points="some")]},
        {"tree": [{**SET["tree"][0], "children": []}]},
        {"tree": [{**SET["tree"][0], "rule": {"type": "appraiser"}}]},
        {"ranking": {"decimals": 7}},
        {"colour": "red"},
    ],
)
def test_what_no_framework_has_is_refused(changes: Data) -> None:
    with pytest.raises(ValidationError):
        Framework.model_validate({**SET, **changes})


def test_a_framework_does_not_change_after_loading(small: Framework) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        small.total = Decimal(6)
