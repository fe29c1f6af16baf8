using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>What differs from one database to another.</summary>
/// <remarks>
/// <see cref="Prepare"/> is called first; then <see cref="Write"/> on as many threads as there are <see cref="Writers"/>, for
/// one session at a time on each; <see cref="Read"/> by anybody. Disposed after every session.
/// </remarks>
internal interface IDialect : IAsyncDisposable
{
    /// <summary>The questions, by the same names in every dialect.</summary>
    Statements Statements { get; }

    /// <summary>How many sessions write at the same time, each for a part of the shards.</summary>
    int Writers { get; }

    /// <summary>Brings the store to this program's form, or refuses it.</summary>
    void Prepare();

    /// <summary>A session that writes, over an open connection of its own.</summary>
    WriteSession Write();

    /// <summary>Asks a question, over an open connection that nobody else uses meanwhile.</summary>
    Task<T> Read<T>(Func<DbConnection, T> question, CancellationToken cancellation);

    /// <summary>
    /// What to throw in place of a driver's exception, decided by its code: <see cref="StoreUnavailableException"/> for what
    /// may pass, <see cref="StoreRefusedException"/> for what does not, and a defect as it is.
    /// </summary>
    Exception Translate(Exception failure);
}
