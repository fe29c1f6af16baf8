select p.position as Position, g.gaps as Gaps
from projection p
left join projection_gaps g on g.name = p.name
where p.name = @name
