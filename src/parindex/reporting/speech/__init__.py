"""Texts read aloud: written Vietnamese and English put into words that a voice can speak, and audio made of them."""
