"""One pass over the microdata, down to totals by PSU that can be added up."""
