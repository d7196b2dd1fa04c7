"""How raw texts become the dataset: sources, stages, flows and the command line."""
