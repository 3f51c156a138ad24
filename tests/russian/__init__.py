"""Russian orders: unofficial test texts, written from the formulas and never published."""
