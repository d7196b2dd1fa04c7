"""From the catalogue and the files to documents: everything that touches raw bytes."""
