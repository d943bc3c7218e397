"""An agenda from blank to posted, below the rooms: drafts, the one form that is kept, rows, versions, differences."""
