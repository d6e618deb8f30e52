"""The method as pure functions: planned path, status, projection, comparison, scenario. No file, no SQL, no screen."""
