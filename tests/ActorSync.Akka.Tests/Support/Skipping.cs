using Xunit;

// Skips, with the reason, what needs a server that is not installed.
[assembly: TestFramework("ActorSync.Tests.Skipping.SkippingFramework", "ActorSync.Servers.Tests")]
