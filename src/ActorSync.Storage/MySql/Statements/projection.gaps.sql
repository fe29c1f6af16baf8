-- Mostly they are as they were: then the server writes nothing.
insert into projection_gaps (name, gaps) values (@name, @gaps)
  on duplicate key update gaps = values(gaps)
