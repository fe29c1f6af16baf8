insert into projection (name, position) values (@name, @position)
  on duplicate key update position = values(position)
