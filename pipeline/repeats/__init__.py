"""Which paragraphs tell the same text: from exact copies to edited ones, never across a changed fact."""
