"""Open data of a sealed result: tables in the forms that people load, with what they mean and how to recompute them."""
