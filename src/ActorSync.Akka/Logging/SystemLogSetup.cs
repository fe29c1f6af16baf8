using Akka.Actor.Setup;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>Hands the node's log to the <see cref="SystemLog"/>.</summary>
internal sealed class SystemLogSetup(ILogger log) : Setup
{
    public ILogger Log => log;
}
