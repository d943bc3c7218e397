"""What may be read of surveys."""
