"""The reports of a survey: of its results, and of the draw of its sample."""
