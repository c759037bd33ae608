"""The route: moves letters between offices and people."""
