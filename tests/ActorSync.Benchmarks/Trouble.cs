using System.ComponentModel;
using System.Data.Common;
using StackExchange.Redis;

namespace ActorSync.Benchmarks;

/// <summary>What may happen to whoever measures other programs: a line is enough. Anything else is a defect and shows its stack.</summary>
internal static class Trouble
{
    public static bool Is(Exception e) => e is CannotRunException
        or HttpRequestException or OperationCanceledException or IOException or TimeoutException
        or UnauthorizedAccessException or Win32Exception or DbException or RedisException;

    /// <summary>In a line.</summary>
    public static string Text(Exception e) => e is HttpRequestException or OperationCanceledException
        ? $"Something that is measured does not answer any more: {e.GetBaseException().Message}"
        : e.Message;
}
