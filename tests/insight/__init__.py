"""Facts and figures: nothing is believed that was not counted again in plain Python."""
