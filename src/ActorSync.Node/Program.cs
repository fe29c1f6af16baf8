using System.Collections;
using ActorSync.Node.Commands;
using Spectre.Console;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "");
var errors = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
return await CommandLine.Run(args, new(AnsiConsole.Console, errors, Console.OpenStandardInput, environment, TimeProvider.System));
