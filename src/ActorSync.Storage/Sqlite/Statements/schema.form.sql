select m.type || ' ' || m.name || ' ' || coalesce(c.name, '')
from sqlite_master m left join pragma_table_info(m.name) c
