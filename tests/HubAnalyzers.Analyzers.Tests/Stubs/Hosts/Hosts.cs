// Of ASP.NET Core, System.CommandLine and Microsoft.Extensions.Logging what a training program calls.
#nullable disable
using System;

namespace Microsoft.AspNetCore.Builder
{
    public sealed class WebApplication
    {
        public static WebApplication Create(string[] args = null) => null;

        public object MapPost(string pattern, Delegate handler) => null;

        public void Run(string url = null)
        {
        }
    }
}

namespace System.CommandLine
{
    public sealed class RootCommand
    {
        public void SetAction(Action<object> action)
        {
        }

        public ParseResult Parse(string[] args) => null;
    }

    public sealed class ParseResult
    {
        public int Invoke() => 0;
    }
}

namespace Microsoft.Extensions.Logging
{
    public interface ILogger
    {
    }

    public sealed class LoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => null;
    }

    public static class LoggerExtensions
    {
        public static void LogInformation(this ILogger logger, string message, params object[] args)
        {
        }
    }
}
