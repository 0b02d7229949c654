"""What the front ends of the widgets share: their files joined, one style, one kind of sheet."""
