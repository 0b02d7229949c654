"""What the forms share in which a student's work is made, judged, kept and handed in."""
