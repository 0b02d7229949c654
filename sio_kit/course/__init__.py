"""What one does with the notebooks: open, show, present and print them."""
