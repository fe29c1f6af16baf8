using System.Globalization;

namespace ActorSync.Tests.Simulation;

/// <summary>People who act on open deliveries at any moment (R21), and ask again when they get no answer.</summary>
internal sealed class Operators(World world)
{
    /// <summary>How often one looks for something open before giving up: most deliveries are open for a moment only.</summary>
    private const int Looks = 5;

    private int _actions;

    /// <summary>Actions asked for and not answered yet.</summary>
    public int Unanswered { get; private set; }

    public void Act(Dice dice) => Act(dice, Looks);

    private void Act(Dice dice, int looks)
    {
        List<(AccountId Account, DeliveryId Delivery)> open = [.. world.Oracle.Accounts.SelectMany(a => a.Open.Select(d => (a.Id, d.Id)))];
        List<(AccountId Account, DeliveryId Delivery)> mains =
            [.. open.Where(o => world.Oracle[o.Account].Open.Exists(s =>
                s.Main == o.Delivery.Meeting && s.Id.To == o.Delivery.To && s.IsGated))];
        // Mains that keep subs waiting are few, and the most depends on them.
        var keepsSubs = dice.Chance(0.5);
        var some = keepsSubs ? mains : open;
        if (some.Count == 0)
        {
            if (looks > 1) world.After(dice.UpTo(2), () => Act(dice, looks - 1));
            return;
        }
        var (account, d) = dice.PickFrom(some);
        var by = $"operator-{(++_actions).ToString(CultureInfo.InvariantCulture)}";
        PartyId? to = dice.Chance(0.5) ? d.To : null;
        const string why = "asked to";
        // Only a skip says what becomes of the subs: more often there.
        AccountCommand.Operate command = dice.Next(keepsSubs ? 10 : 6) switch
        {
            0 or 1 => new AccountCommand.Retry(d.Meeting, d.Submission, to, by, why) { Now = default },
            2 or > 5 => new AccountCommand.Skip(d.Meeting, d.Submission, to, by, why, dice.Chance(0.5)) { Now = default },
            3 or 4 => new AccountCommand.Release(d.Meeting, d.Submission, to, by, why) { Now = default },
            _ => new AccountCommand.Edit(d.Meeting, d.Submission, to, by, why, Contents.Edited(_actions)) { Now = default },
        };
        Send(account, command, dice);
    }

    /// <summary>Tries again what was parked because it failed.</summary>
    /// <returns>False when there is nothing of that kind.</returns>
    public bool RetryWhatFailed()
    {
        List<(AccountId Account, DeliveryId Delivery)> failed =
            [.. world.Oracle.Accounts.SelectMany(a => a.Open
                .Where(d => d.Parked is ParkReason.Rejected or ParkReason.Exhausted).Select(d => (a.Id, d.Id)))];
        foreach (var (account, d) in failed)
        {
            var by = $"operator-{(++_actions).ToString(CultureInfo.InvariantCulture)}";
            Send(account, new AccountCommand.Retry(d.Meeting, d.Submission, d.To, by, "it failed") { Now = default }, new(1));
        }
        return failed.Count > 0;
    }

    private void Send(AccountId account, AccountCommand.Operate command, Dice dice)
    {
        Unanswered++;
        world.Trace?.Add(world.Now,
            $"{command.By} asks for {command.GetType().Name} of {command.Submission} to {command.To?.Value ?? "all"}"
                + $"{(command is AccountCommand.Skip s ? $", subs {(s.ReleaseSubs ? "go" : "wait")}" : "")}");
        Try(account, command, dice);
    }

    private void Try(AccountId account, AccountCommand.Operate command, Dice dice)
    {
        if (world.NodeFor(dice) is not { } node) world.After(dice.UpTo(1), () => Try(account, command, dice));
        else node.Tell(account, command, reply =>
        {
            if (reply is AccountReply.Decided d)
            {
                world.Trace?.Add(world.Now, $"{command.By} is answered {d.Answer}");
                ReplyChecks.Check(world.Oracle, command.By, d.Answer);
                Unanswered--;
            }
            else world.After(dice.UpTo(2), () => Try(account, command, dice));
        });
    }
}
