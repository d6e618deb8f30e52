-- Grain: one row per PID activity.
SELECT *
FROM pid_activity
-- View.
