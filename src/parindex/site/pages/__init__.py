"""The kinds of page: each module makes plain data for the template of its name."""
