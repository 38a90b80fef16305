"""Reading a document as a handreiking: its title, its summary, and its text with headings as HTML."""
