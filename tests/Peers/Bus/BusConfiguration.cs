using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ActorSync.Peers.Bus;

/// <summary>The bus: one endpoint, a partition for each place at the receiver, redelivery by the transport's own delay.</summary>
internal static class BusConfiguration
{
    /// <summary>Beyond that a message goes to the error queue: a day.</summary>
    private static readonly int MostRedeliveries = (int)(TimeSpan.FromDays(1) / Gate.LookAgain);

    public static void AddSubmissionBus(this IServiceCollection services, int callsAtOnce) => services.AddMassTransit(bus =>
    {
        bus.AddConsumer<SubmissionConsumer>();
        bus.AddDelayedMessageScheduler();
        bus.UsingInMemory((context, transport) =>
        {
            transport.UseDelayedMessageScheduler();
            transport.ReceiveEndpoint("submissions", endpoint =>
            {
                // Some of those that are let in wait for their partition, so there are more of them than partitions.
                endpoint.PrefetchCount = 4 * callsAtOnce;
                endpoint.ConcurrentMessageLimit = 4 * callsAtOnce;
                endpoint.UseDelayedRedelivery(retry =>
                {
                    retry.Handle<NotYetException>();
                    retry.Interval(MostRedeliveries, Gate.LookAgain);
                });
                endpoint.ConfigureConsumer<SubmissionConsumer>(context, consumer =>
                    consumer.Message<DeliverSubmission>(message => message.UsePartitioner(callsAtOnce, m => m.Message.Account)));
            });
        });
    });
}
