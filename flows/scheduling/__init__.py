"""Running the flows unattended: schedules, what a run tells, whom it tells, and what is thrown away."""
