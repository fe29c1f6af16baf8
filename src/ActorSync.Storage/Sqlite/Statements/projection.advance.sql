insert into projection (name, position) values (@name, @position)
  on conflict (name) do update set position = excluded.position
