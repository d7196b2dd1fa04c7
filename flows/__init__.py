"""How raw texts become the dataset: sources, stages, flows and the command line."""

import os

# Prefect reads these when it is imported, so they are set before any module of this package can import it.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
