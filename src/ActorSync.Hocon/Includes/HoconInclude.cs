namespace ActorSync.Hocon;

/// <summary>
/// Finds a file that another one includes. Returns null when there is none; whether that matters is the including file's
/// affair. A file that exists and cannot be read, or not as UTF-8, or is too large, is a <see cref="HoconException"/>.
/// May be called several times for one file.
/// </summary>
/// <param name="name">The name as written, perhaps with an extension tried on.</param>
/// <param name="includingFile">The <see cref="HoconFile.Name"/> to which a relative name is relative.</param>
public delegate HoconFile? HoconInclude(string name, string includingFile);
