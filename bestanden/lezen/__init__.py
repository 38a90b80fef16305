"""Reading the text of documents; bounded, since documents come from outside."""
