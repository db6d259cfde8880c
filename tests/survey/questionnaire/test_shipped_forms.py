"""The questionnaires that ship: pyxform takes them without a word, and form, mapping and framework agree."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from pyxform.xls2xform import convert as pyxform_convert

from parindex import shipped
from parindex.framework.load import load
from parindex.survey.questionnaire import agreement
from parindex.survey.questionnaire.check import problems_of
from parindex.survey.questionnaire.folder import Questionnaire
from parindex.survey.questionnaire.mapping import survey_of
from parindex.survey.questionnaire.sheets import workbook
from parindex.survey.questionnaire.xform import convert

FORMS = (
    "leaders-commune-delegates", "leaders-commune-villages", "leaders-commune-departments",
    "leaders-ministry-own", "leaders-ministry-provinces",
    "leaders-province-delegates", "leaders-province-departments", "leaders-province-divisions",
    "leaders-province-communes",
    "sipas-residents", "sipas-service", "sipas-service-with-district",
)  # fmt: skip
XF, H = "{http://www.w3.org/2002/xforms}", "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"


@pytest.fixture(scope="module")
def service(opened: dict[str, Questionnaire]) -> Element:
    return fromstring(convert(opened["sipas-service"].sheets).xml)


def bind(xform: Element, name: str) -> dict[str, str]:
    [found] = [each for each in xform.iter(f"{XF}bind") if each.get("nodeset", "").endswith(f"/{name}")]
    return dict(found.attrib)


def test_these_ship(opened: dict[str, Questionnaire]) -> None:
    assert tuple(opened) == FORMS


@pytest.mark.parametrize("form_id", FORMS)
def test_neither_pyxform_nor_we_have_anything_to_say(form_id: str, opened: dict[str, Questionnaire]) -> None:
    questionnaire = opened[form_id]
    assert questionnaire.mapping is not None
    assert questionnaire.mapping_document is not None
    assert problems_of(questionnaire.sheets, questionnaire.special) == []
    assert (
        agreement.problems_of(questionnaire.form, questionnaire.mapping, questionnaire.mapping_document) == []
    )


@pytest.mark.parametrize("form_id", FORMS)
def test_all_wording_is_said_to_be_illustrative(form_id: str, opened: dict[str, Questionnaire]) -> None:
    form = opened[form_id].form
    assert form.illustrative
    assert "minh hoạ" in form.title["vi"]
    assert "illustrative" in form.title["en"]
    assert "«" not in form.model_dump_json()  # every word of a variant has found its place


def test_the_service_form_has_the_five_published_factors_and_22_items(
    opened: dict[str, Questionnaire],
) -> None:
    questionnaire = opened["sipas-service"]
    assert questionnaire.mapping is not None
    made = survey_of(questionnaire.form, questionnaire.mapping)
    factors = {node.code: len(node.items) for node in made.tree.children}
    assert factors == {"access": 4, "procedures": 5, "officials": 6, "result": 4, "feedback": 3}
    assert len(made.items) == 22
    assert [made.scales[0].labels[n].vi for n in (1, 5)] == ["Rất không hài lòng", "Rất hài lòng"]
    assert made.scales[0].satisfied_from == 4
    assert len(made.grouping("province").labels) == 34


def test_the_form_of_residents_has_three_blocks(opened: dict[str, Questionnaire]) -> None:
    form = opened["sipas-residents"].form
    [asked] = [part for part in form.questions if part.name == "asked"]
    blocks = [part.name for part in getattr(asked, "questions", ())]
    assert blocks == ["perception", "policy", "service_used", "service", "needs", "respondent"]
    assert sum(name.startswith("policy_") for name in form.question) == 9
    assert len(form.choices_of(form.question["expectations"])) == 10


def test_there_is_no_district_but_where_it_was(opened: dict[str, Questionnaire]) -> None:
    assert [form_id for form_id, each in opened.items() if "district" in each.form.question] == [
        "sipas-service-with-district"
    ]
    before = opened["sipas-service-with-district"].form
    assert len(before.lists["province"]) == 63
    assert "Cấp huyện" in [choice.label["vi"] for choice in before.lists["level"]]


def test_leaders_options_are_worth_what_the_framework_gives_them(opened: dict[str, Questionnaire]) -> None:
    framework = load(shipped.frameworks()["training-provinces"])
    for form_id in FORMS[5:9]:
        each = opened[form_id]
        assert each.mapping is not None
        assert each.mapping_document is not None
        assert dict(each.mapping.scales[0].worth) == {4: 100, 3: 60, 2: 20, 1: 0}
        assert list(agreement.worth_differences(each.mapping, framework, each.mapping_document)) == []
    assert [feed.leaf for feed in opened["leaders-province-divisions"].mapping.feeds] == [  # type: ignore[union-attr]
        "8.2.1", "8.2.2", "8.2.3", "8.2.4",
    ]  # fmt: skip


def test_a_group_of_leaders_is_not_asked_what_it_cannot_judge(opened: dict[str, Questionnaire]) -> None:
    delegates, divisions = opened["leaders-province-delegates"], opened["leaders-province-divisions"]
    assert set(divisions.form.question) - set(delegates.form.question) == {"appointment"}
    for each, group in ((delegates, "1"), (divisions, "3")):
        assert each.mapping is not None
        assert set(each.mapping.tree.items) == {i.code for i in survey_of(each.form, each.mapping).items}
        assert each.form.question["group"].default == group


def test_the_xform_speaks_both_languages(service: Element) -> None:
    spoken = [(each.get("lang"), each.get("default")) for each in service.iter(f"{XF}translation")]
    assert spoken == [("Tiếng Việt (vi)", "true()"), ("English (en)", None)]
    texts = [{text.get("id") for text in each} for each in service.iter(f"{XF}translation")]
    assert texts[0] == texts[1]


def test_the_xform_has_version_skips_constraints_and_metadata(
    service: Element, opened: dict[str, Questionnaire]
) -> None:
    [instance] = list(service.iter(f"{XF}data"))
    assert (instance.get("id"), instance.get("version")) == (
        "sipas-service",
        opened["sipas-service"].form.version,
    )
    assert re.sub(r"\s+", " ", bind(service, "asked")["relevant"]).strip() == "/data/agreement/consent = '1'"
    assert bind(service, "feedback_1")["relevant"].endswith("gave_feedback  = '1'")
    trips = bind(service, "trips")
    assert (trips["type"], trips["constraint"], trips["required"]) == ("int", ". >= -1 and . <= 50", "true()")
    assert trips[f"{JR}constraintMsg"].startswith("jr:itext(")
    assert bind(service, "start")[f"{JR}preloadParams"] == "start"
    assert bind(service, "end")[f"{JR}preloadParams"] == "end"
    assert bind(service, "deviceid")[f"{JR}preload"] == "property"
    assert bind(service, "location")["type"] == "geopoint"
    assert bind(service, "audit")["type"] == "binary"
    [barcode] = [each for each in service.iter(f"{XF}input") if str(each.get("ref")).endswith("/person")]
    assert bind(service, "person")["type"] == "barcode"
    assert barcode.tag == f"{XF}input"


def test_don_t_know_and_refused_are_answers_of_their_own(opened: dict[str, Questionnaire]) -> None:
    for each in opened.values():
        for name, choices in each.form.lists.items():
            codes = {choice.name: choice.label["vi"] for choice in choices}
            assert not codes.get("-1", "Không biết").find("Không biết"), name
            assert codes.get("-2", "Không trả lời") == "Không trả lời", name


@pytest.mark.slow
@pytest.mark.parametrize("form_id", ["sipas-service", "sipas-residents", "leaders-province-delegates"])
def test_odk_validate_takes_what_ships(form_id: str, opened: dict[str, Questionnaire]) -> None:
    """The Java program that pyxform brings; parindex itself never runs it."""
    warnings: list[str] = []
    pyxform_convert(xlsform=workbook(opened[form_id].sheets), warnings=warnings, validate=True)
    assert warnings == []
