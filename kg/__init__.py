"""kg: who is responsible for what, by when, and where exactly the document says so."""
