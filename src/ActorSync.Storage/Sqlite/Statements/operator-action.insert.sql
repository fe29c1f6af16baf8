insert into operator_action (registration, action, acted_by, why, acted_at)
select number, @action, @acted_by, @why, @acted_at
from registration indexed by registration_by_id
where origin = @origin and id = @id and receiver = @receiver
