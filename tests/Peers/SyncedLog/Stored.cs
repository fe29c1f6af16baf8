using System.Globalization;
using System.Text;

namespace ActorSync.Peers.SyncedLog;

/// <summary>The lines of the file: submissions as they came, and what the receiver took over.</summary>
internal static class Stored
{
    private const char Taken = '+';

    /// <summary>The receiver took it over.</summary>
    public static byte[] TakenOver(Submission s) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Taken}{s.Revision}\t{s.Account}\t{s.Meeting}\n"));

    /// <summary>Takes a line back.</summary>
    public static void Read(string line, Accounts accounts)
    {
        if (line.StartsWith('{')) accounts.Add(Submission.Parse(line));
        else if (line is [Taken, .. var rest] && rest.Split('\t') is [var revision, var account, var meeting])
            accounts.TakenOver(account, meeting, long.Parse(revision, CultureInfo.InvariantCulture));
    }
}
