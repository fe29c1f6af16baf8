-- Where something stands now within the gaps, which come as they are stored: [[first, last, time], …].
select j.ordering
from json_table(@gaps, '$[*]' columns (low bigint path '$[0]', high bigint path '$[1]')) g
straight_join akka_journal j on j.ordering between g.low and g.high
where not j.deleted
