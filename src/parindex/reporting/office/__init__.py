"""Official documents in the layout of Decree 30/2020, as PDF and as .docx that an officer edits; same content in both."""
