using System.Diagnostics;
using Microsoft.AspNetCore.Connections;

namespace ActorSync.Node.Hosting;

/// <summary>
/// The connections of one address, at most so many at once. Beyond them the one that has been without a request for longest is
/// ended for the newcomer: idle connections, however many, keep nobody out. While all have requests the newcomer is refused.
/// </summary>
internal sealed class Connections(int most)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Seat> _seats = [];

    /// <summary>For the whole life of a connection.</summary>
    public async Task Admit(ConnectionContext connection, ConnectionDelegate next)
    {
        var seat = new Seat(connection);
        if (!TrySit(seat, out var ended))
        {
            connection.Abort();
            return;
        }
        try
        {
            ended?.End();
            connection.Features.Set(seat);
            await next(connection);
        }
        finally
        {
            lock (_lock) _seats.Remove(seat);
        }
    }

    /// <summary>For the whole life of a request.</summary>
    public static Request Begin(HttpContext http) => new(http.Features.Get<Seat>());

    private bool TrySit(Seat seat, out Seat? ended)
    {
        ended = null;
        lock (_lock)
        {
            while (_seats.Count >= most)
            {
                ended = _seats.Where(s => s.IsIdle).MinBy(s => s.IdleSince);
                if (ended is null) return false;
                // Its next request may have come meanwhile.
                if (ended.TryLeave()) _seats.Remove(ended);
            }
            _seats.Add(seat);
            return true;
        }
    }

    /// <summary>A connection has a request under way at a time, or none.</summary>
    internal readonly struct Request : IDisposable
    {
        private readonly Seat? _seat;

        public Request(Seat? seat)
        {
            _seat = seat;
            IsLate = seat?.TryBegin() is false;
        }

        /// <summary>Its connection was just given to another.</summary>
        public bool IsLate { get; }

        public void Dispose()
        {
            if (!IsLate) _seat?.Finish();
        }
    }

    internal sealed class Seat(ConnectionContext connection)
    {
        private const int Idle = 0;
        private const int Busy = 1;
        private const int Left = 2;

        private int _state;

        public bool IsIdle => Volatile.Read(ref _state) is Idle;

        public long IdleSince { get; private set; } = Stopwatch.GetTimestamp();

        public bool TryBegin() => Interlocked.CompareExchange(ref _state, Busy, Idle) is Idle;

        public bool TryLeave() => Interlocked.CompareExchange(ref _state, Left, Idle) is Idle;

        public void Finish()
        {
            IdleSince = Stopwatch.GetTimestamp();
            Volatile.Write(ref _state, Idle);
        }

        public void End() => connection.Abort();
    }
}
