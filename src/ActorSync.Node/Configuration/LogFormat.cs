namespace ActorSync.Node.Configuration;

internal enum LogFormat
{
    Json,
    Text,
}
