"""Figures that come from samples: the satisfaction index, and questions of the leaders' survey."""

from __future__ import annotations

from script.training_rounds.making import Making


def estimate(making: Making) -> None:
    """Give these figures with their standard errors."""
    setting = making.setting
    rows = setting.draws.rows.tolist()  # of twins that of the other
    for column in setting.estimated_columns:
        for row, asked in enumerate(rows):
            making.estimates[row, column] = setting.asked.estimates[asked, column]
