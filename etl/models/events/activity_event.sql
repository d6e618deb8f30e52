-- Grain: one row per PID activity of the agreement's window.
SELECT activity_id, month_end AS enters, last_day(month_end + INTERVAL 1 YEAR) AS year_on, activity_date AS day,
    province AS place, cooperative, service, association AS partner, counterpart, referral_direction AS direction,
    referral_outcome AS outcome, coop_content, joint_action, participants,
    source_file, source_sha, source_sheet, source_row
FROM agreement_activity
-- View.
