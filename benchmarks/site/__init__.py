"""The public site: how long it takes to build, and how soon a reader on a slow line sees something."""
