"""Responses: from what the field sends (ODK Central, KoboToolbox, tables, paper entered twice) to sealed microdata.

`sources` reads exports as they are; `read` turns them into one table in the codes of the microdata; `checks` flags what
looks wrong; people decide (`decisions`); `release` seals what is left, `public_use` what anyone may have. Nothing is
dropped silently: what is left out is listed with its reason, what is flagged waits for a decision.
"""
