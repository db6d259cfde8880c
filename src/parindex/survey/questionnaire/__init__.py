"""Questionnaires: what is asked (XLSForm), how answers make items and the index, on the telephone and on paper."""
