"""The page on which a finished run is looked through and corrected, polygon by polygon."""
