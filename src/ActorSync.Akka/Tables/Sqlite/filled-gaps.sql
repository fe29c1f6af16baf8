-- Where something stands now within the gaps, which come as they are stored: [[first, last, time], …].
select j.ordering
from json_each(@gaps) g
cross join akka_journal j on j.ordering between json_extract(g.value, '$[0]') and json_extract(g.value, '$[1]')
where not j.deleted
