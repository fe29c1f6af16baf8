-- The number finds the row; the id makes sure that it is the one that is meant. Of one table alone: with a table of the rows
-- beside it, in JSON or otherwise, MariaDB puts the new values into files in its folder for temporary ones until it has read all.
update registration force index (primary) set
  status = elt(field(number, {number}), {status}),
  reason = elt(field(number, {number}), {reason}),
  unblocks = elt(field(number, {number}), {unblocks}),
  next_due = elt(field(number, {number}), {next_due}),
  attempts = coalesce(elt(field(number, {number}), {attempts}), attempts),
  changed_at = elt(field(number, {number}), {changed_at})
where number in ({number}) and id = elt(field(number, {number}), {id})
