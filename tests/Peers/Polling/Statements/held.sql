SELECT account AS Account, meeting AS Meeting, revision AS Revision FROM registration WHERE account IN @accounts
