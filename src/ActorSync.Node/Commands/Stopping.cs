using System.Runtime.InteropServices;

namespace ActorSync.Node.Commands;

/// <summary>How a running command is told to stop: SIGTERM, Ctrl+C, or whatever else counts.</summary>
internal static class Stopping
{
    /// <summary>
    /// Passes signals on for as long as the command runs. It stops in its own time: nothing here ends it. A second SIGTERM
    /// changes nothing, since orchestrators repeat themselves; a second Ctrl+C ends the program at once, since people mean it.
    /// </summary>
    public static (PosixSignalRegistration Terminate, PosixSignalRegistration Interrupt) OnSignals(CancellationTokenSource stop) =>
        (On(PosixSignal.SIGTERM, stop), On(PosixSignal.SIGINT, stop));

    public static async Task Wait(CancellationToken cancellation, params Task[] also)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelled = cancellation.Register(() => stop.TrySetResult());
        await Task.WhenAny([stop.Task, .. also]);
    }

    private static PosixSignalRegistration On(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = signal is PosixSignal.SIGTERM || !stop.IsCancellationRequested;
            stop.Cancel();
        });
}
