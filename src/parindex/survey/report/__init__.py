"""The report of a survey as a document: what was found, how sure it is, and how it was worked out."""
