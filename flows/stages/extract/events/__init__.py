"""Events: who did what to whom, when and where, read sentence by sentence and set right over the whole text."""
