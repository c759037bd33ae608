"""Commands of the route for operators."""
