"""Documents as wholes: heads, titles, signatures, what closes them, what they cite, their groups."""
