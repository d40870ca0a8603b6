"""Who is who: from printed names to units, by place, level and data, never by likeness."""
