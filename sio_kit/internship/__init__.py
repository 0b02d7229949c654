"""An internship: what one asks before, what one keeps each week, what one will tell."""
