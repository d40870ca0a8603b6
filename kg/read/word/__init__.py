"""Word documents, and older formats through LibreOffice."""
