"""Tests with real processes: servers, workers and commands that are killed, raced and lied to."""
