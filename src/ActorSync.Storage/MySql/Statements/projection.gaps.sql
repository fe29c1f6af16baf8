insert into projection_gaps (name, gaps) values (@name, @gaps)
  on duplicate key update gaps = values(gaps)
