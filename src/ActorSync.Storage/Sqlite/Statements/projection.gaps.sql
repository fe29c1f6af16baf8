-- Mostly they are as they were: then nothing is written.
insert into projection_gaps (name, gaps) values (@name, @gaps)
  on conflict (name) do update set gaps = excluded.gaps where gaps <> excluded.gaps
