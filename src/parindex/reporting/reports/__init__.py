"""The reports of a round: of a unit, of the whole, the press sheet and the page of the announcement."""
