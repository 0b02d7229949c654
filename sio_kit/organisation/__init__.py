"""An invented organisation: its tickets, to be sorted among the processes."""
