"""What makes pages, loaded and compiled: a process that is forked from one that imported this begins at once.

Nothing may be drawn or read here, for what does that starts threads, and they do not survive a fork.
"""

from parindex.site.rendering import compile_templates

compile_templates()
