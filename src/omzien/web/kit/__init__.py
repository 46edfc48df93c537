"""What every desk uses: rendering a page or its fragment, and forms."""
