"""One Hypothesis profile for all tests: quick, without deadlines, and the same examples on every run of CI."""

import os

from hypothesis import settings

settings.register_profile("parindex", deadline=None, max_examples=40, derandomize="CI" in os.environ)
settings.load_profile("parindex")
