"""Surveys: from a sampling frame to a satisfaction index with its uncertainty.

The folders follow a survey from beginning to end: `design` (plan and draw), `questionnaire`, `responses` (reading,
checking, sealing), `weights`, `totals` (one pass over the microdata), `estimation`, `ranks`, `index`.
"""
