"""The questionnaires that ship, opened once."""

import pytest

from parindex import shipped
from parindex.survey.questionnaire.folder import Questionnaire, open_questionnaires


@pytest.fixture(scope="session")
def opened() -> dict[str, Questionnaire]:
    return {
        form_id: questionnaire
        for folder in shipped.forms().values()
        for form_id, questionnaire in open_questionnaires(folder, shipped.units()).items()
    }
