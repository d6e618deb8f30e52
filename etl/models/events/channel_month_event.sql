-- Grain: one row per channel of the virtual network and month; in_calendar: not before the agreement's first month.
SELECT concat(v.channel, ' ', CAST(v.month_end AS VARCHAR)) AS channel_month, v.month_end AS enters, v.month_end AS day,
    'IT' AS place, v.channel, v.interactions, v.month_end >= f.first_month AS in_calendar,
    v.source_file, v.source_sha, v.source_sheet, v.source_row
FROM fact_virtual_network v
CROSS JOIN (SELECT min(month_end) AS first_month FROM dim_month) f
-- View.
