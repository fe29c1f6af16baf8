select status as Status, count(*) as `Rows` from registration group by status
