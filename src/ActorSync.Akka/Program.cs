using ActorSync.Actors;
using ActorSync.Node.Commands;

var terminal = Terminal.OfProcess();
return await CommandLine.Run(args, terminal, "actorsync-akka", AkkaNodeCommand.Create(terminal));
