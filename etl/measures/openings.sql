-- The months and places in which events of one kind make a cell a figure of some measures, at zero.
SELECT k.kpi, o.enters, o.place, o.partner, o.service, o.counterpart, o.direction, o.channel
FROM (
    SELECT DISTINCT e.enters, e.place, $partner AS partner, $service AS service, $counterpart AS counterpart,
        $direction AS direction, $channel AS channel
    FROM $events e
    WHERE $where
) o
JOIN kpi k ON k.kpi IN ($kpis)
