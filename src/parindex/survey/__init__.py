"""Surveys: from a sampling frame to a satisfaction index with its uncertainty.

The folders follow a survey from beginning to end: `design` (plan and draw), `questionnaire`, `responses` (reading,
checking, sealing), `weights`, `totals` (one pass over the microdata), `estimation`, `ranks`, `publication` (what may be
shown of it all). Its reports are made by `parindex.reporting.survey`.
"""
