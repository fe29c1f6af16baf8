using System.Diagnostics.CodeAnalysis;

namespace ActorSync.Peers.SyncedLog;

/// <summary>What one account waits for: of each registration the newest revision. One call at a time.</summary>
internal sealed class Account
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _held = [];
    private readonly List<Submission> _waiting = [];
    private bool _isBusy;

    /// <returns>Whether there is a call to make that nobody makes yet.</returns>
    public bool Add(Submission submission)
    {
        lock (_lock)
        {
            var i = _waiting.FindIndex(w => w.Meeting == submission.Meeting);
            if (submission.IsHeld(_held) || (i >= 0 && _waiting[i].Revision >= submission.Revision)) return false;
            if (i >= 0) _waiting[i] = submission;
            else _waiting.Add(submission);
            return Claim();
        }
    }

    /// <returns>As <see cref="Add"/>.</returns>
    public bool TakenOver(string meeting, long revision)
    {
        lock (_lock)
        {
            _held[meeting] = revision;
            _waiting.RemoveAll(w => w.IsHeld(_held));
            return Claim();
        }
    }

    /// <summary>Main meetings first; a sub when its main is held.</summary>
    public bool TryTake([NotNullWhen(true)] out Submission? submission)
    {
        lock (_lock)
        {
            submission = Next();
            _isBusy = submission is not null && _waiting.Remove(submission);
            return _isBusy;
        }
    }

    /// <summary>The call is over.</summary>
    /// <returns>As <see cref="Add"/>.</returns>
    public bool Finish()
    {
        lock (_lock)
        {
            _isBusy = false;
            return Claim();
        }
    }

    private bool Claim() => !_isBusy && (_isBusy = Next() is not null);

    private Submission? Next() => _waiting.Find(w => w.MainMeeting is null) ?? _waiting.Find(w => !w.IsGated(_held));
}
