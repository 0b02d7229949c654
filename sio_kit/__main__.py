"""Run the `sio-kit` command as `python -m sio_kit`."""

import sys

from sio_kit.command.cli import main

if __name__ == "__main__":
    sys.exit(main())
