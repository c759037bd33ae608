"""What people type: one form per act, its fields the service's keywords."""
