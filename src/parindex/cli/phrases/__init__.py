"""Every fixed word of the command line, Vietnamese and English: labels, sentences, help."""
