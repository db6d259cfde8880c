"""Documents: what they are made of, and how they become pages."""
