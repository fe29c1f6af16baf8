using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("ActorSync.Tests.Skipping.SkippingFramework", "ActorSync.Servers.Tests")]

namespace ActorSync.Tests.Skipping;

/// <summary>
/// xunit's own framework, but it skips the tests of a class that needs what is not installed. An attribute on each test would
/// not do: the contract suites' tests are inherited, and do not know what their implementation needs.
/// </summary>
internal sealed class SkippingFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkDiscoverer(assembly, sources, messages)
    {
        protected override bool FindTestsForMethod(
            ITestMethod testMethod, bool includeSourceInformation, IMessageBus messageBus, ITestFrameworkDiscoveryOptions discoveryOptions)
        {
            var isTest = testMethod.Method.GetCustomAttributes(typeof(FactAttribute)).Any();
            if (!isTest || SkippedTestCase.ReasonFor(testMethod) is null)
                return base.FindTestsForMethod(testMethod, includeSourceInformation, messageBus, discoveryOptions);
            return ReportDiscoveredTestCase(new SkippedTestCase(DiagnosticMessageSink, testMethod), includeSourceInformation, messageBus);
        }
    }
}
