select position from projection where name = @name
