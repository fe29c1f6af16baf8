using System.Runtime.InteropServices;

namespace ActorSync.Node.Commands;

/// <summary>Waits until a running command is told to stop: SIGTERM, Ctrl+C, or whatever else counts.</summary>
internal static class Stopping
{
    public static async Task Wait(CancellationToken cancellation, params Task[] also)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.TrySetResult();
        });
        using var cancelled = cancellation.Register(() => stop.TrySetResult());
        await Task.WhenAny([stop.Task, .. also]);
    }
}
