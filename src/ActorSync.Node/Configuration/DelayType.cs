namespace ActorSync.Node.Configuration;

internal enum DelayType
{
    Embedded,
    Redis,
    Mysql,
}
