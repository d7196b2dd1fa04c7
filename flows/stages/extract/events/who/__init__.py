"""Who takes part in an act: the roles that its grammar gives, who stands together, and whom a clause leaves unsaid."""
