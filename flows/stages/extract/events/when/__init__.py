"""When an act was done: the dates of its sentence, the time that the grammar gives, and what is told without a date."""
