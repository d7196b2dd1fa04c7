"""Where an act was done: what its own clause, its object, the opening of its sentence and the state whose affair it is say of that."""
