"""What the project defines and decides by hand: tables, vocabularies, gazetteers, rules, corrections."""
