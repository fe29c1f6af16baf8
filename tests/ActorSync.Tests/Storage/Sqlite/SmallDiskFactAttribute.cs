using Xunit;

namespace ActorSync.Tests.Storage.Sqlite;

/// <summary>Skipped, with the reason, where no small file system can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyNot;
}
