select count(*) from information_schema.tables where table_schema = database() and (@name is null or table_name = @name)
