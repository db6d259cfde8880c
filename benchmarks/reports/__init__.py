"""Official reports: how long 63 of them take, beside LibreOffice and beside python-docx used cell by cell."""
