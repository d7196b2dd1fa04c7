"""The stages of a build as plain functions; none of them knows of Prefect."""
