"""The agreement's measures as pure functions: planned path, status, projection. No file, no SQL, no screen."""
