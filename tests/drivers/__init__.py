"""What every driver must do, and what each does by itself."""
