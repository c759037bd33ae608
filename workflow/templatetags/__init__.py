"""What the letter's page shows of the route."""
