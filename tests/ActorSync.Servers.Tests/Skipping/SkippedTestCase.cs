using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ActorSync.Tests.Skipping;

/// <summary>A test, or all cases of a theory, that cannot be run here.</summary>
internal sealed class SkippedTestCase : XunitTestCase
{
    /// <summary>For xunit, which restores test cases from their text.</summary>
    [Obsolete("for xunit alone")]
    public SkippedTestCase() { }

    public SkippedTestCase(IMessageSink messages, ITestMethod method)
        : base(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method) { }

    public static string? ReasonFor(ITestMethod method) =>
        method.TestClass.Class.ToRuntimeType()?.GetCustomAttributes<NeedsAttribute>().FirstOrDefault(n => n.Missing is not null)?.Missing;

    protected override string GetSkipReason(IAttributeInfo factAttribute) => ReasonFor(TestMethod) ?? base.GetSkipReason(factAttribute);
}
