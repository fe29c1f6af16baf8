await Console.Error.WriteLineAsync("actorsync: expected a command, and there is none yet");
return 2;
