"""Checks of responses: a catalogue, each with an id, words in both languages and parameters that are settings."""
