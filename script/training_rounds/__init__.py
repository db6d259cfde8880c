"""The two training rounds: synthetic figures of the 63 provinces for 2024 and 2025.

Usage, from the root of the repository: ``python -m script.training_rounds``. Running it again changes nothing;
``crosswalk.yaml`` is written by hand and stays as it is.

Every figure is drawn; none is a real result. Each province has a quality, as a whole and by area, that goes on
from year to year. For each cell many inputs are tried within the bounds of their variables, the rule of the leaf
says what they are worth, and those stay that come nearest to what the province's quality asks for; so one way
serves every rule. The same again, asked for more, gives what the province claims before appraisal. Draws are
uniform and only added and multiplied, which gives the same bytes on every machine.
"""
