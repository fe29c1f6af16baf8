using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>What differs from one database to another.</summary>
/// <remarks>
/// <see cref="Prepare"/> is called first, once; then <see cref="Write"/> on one thread, for one session at a time;
/// <see cref="Read"/> by anybody. Disposed after everything that it gave out.
/// </remarks>
internal interface IDialect : IDisposable
{
    /// <summary>The questions, by the same names in every dialect.</summary>
    Statements Statements { get; }

    /// <summary>Brings the store to this program's form, or refuses it.</summary>
    void Prepare();

    /// <summary>A session that writes, over an open connection of its own.</summary>
    WriteSession Write();

    /// <summary>A connection for one question, pooled and not yet open.</summary>
    DbConnection Read();

    /// <summary>
    /// What to throw in place of a driver's exception, decided by its code: <see cref="StoreUnavailableException"/> for what
    /// may pass, <see cref="StoreRefusedException"/> for what does not, and a defect as it is.
    /// </summary>
    Exception Explain(Exception failure);
}
