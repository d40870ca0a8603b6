"""Who is who: jurisdictions, canonical names, aliases, collectives, and what people decided."""
