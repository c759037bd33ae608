"""What can be done: one plain function per act, one transaction each."""
