"""`python -m deliverable` to the command line."""

import sys

from deliverable.cli.main import main

sys.exit(main())
