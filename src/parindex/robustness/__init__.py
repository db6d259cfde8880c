"""How sure an index is: what the samples behind some of its points mean for the result and for the places."""
