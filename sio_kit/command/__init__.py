"""The `sio-kit` command."""
