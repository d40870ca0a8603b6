"""PDF and OFD: what is printed at places of pages, to lines and tables."""
