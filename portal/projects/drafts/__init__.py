"""What partners draft, below the rooms: its shapes, how it is kept, and what hinders a clerk from publishing it."""
