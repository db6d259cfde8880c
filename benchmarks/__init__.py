"""Each claim about speed beside a plain pandas version of the same work, measured in one run."""
