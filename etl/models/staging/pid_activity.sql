-- Grain: one row per accepted PID activity up to the as-of date, in its chamber, province and month.
SELECT
    a.activity_id,
    a.date AS activity_date,
    last_day(a.date) AS month_end,
    a.chamber,
    coalesce(nullif(c.successor, ''), a.chamber) AS chamber_today,
    coalesce(d.chamber_then, a.chamber) AS chamber_then,
    a.province,
    a.service,
    a.channel,
    a.cooperative,
    a.coop_content,
    coalesce(a.joint_action, false) AS joint_action,
    a.association,
    a.referral_direction,
    a.counterpart,
    a.referral_outcome,
    a.participants,
    a.cost,
    a.demonstration,
    a.source_file,
    a.source_sha,
    a.source_sheet,
    a.source_row
FROM loaded_pid_activity a
JOIN code_chambers c ON c.chamber = a.chamber
LEFT JOIN chamber_of_day d
    ON d.chamber = a.chamber AND d.province = a.province AND a.date BETWEEN d.first_day AND d.last_day
CROSS JOIN build_parameters p
WHERE a.date <= p.as_of
