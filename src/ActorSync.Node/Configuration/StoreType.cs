namespace ActorSync.Node.Configuration;

internal enum StoreType
{
    Embedded,
    Mysql,
}
