"""What templates may show of seals."""
