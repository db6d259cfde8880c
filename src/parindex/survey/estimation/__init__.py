"""Estimates with their errors, from totals by PSU."""
