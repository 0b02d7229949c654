"""What the pictures are drawn with: colours, measures, a pen, and their way into a page."""
