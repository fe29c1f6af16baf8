select number from registration indexed by registration_by_id where origin = @origin and id = @id and receiver = @receiver
