using ActorSync.Node.Commands;

return await CommandLine.Run(args, Terminal.OfProcess());
