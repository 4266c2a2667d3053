using System.Security.Cryptography;
using System.Text;

namespace Amiable.Tests.Webhooks;

#pragma warning disable CA1034, CA1724, RS0030 // It is what the guide shows to people whose programs are not ours.
public static class GuideSample
{
    public static class Amiable
    {
        // body: the bytes as they came
        public static bool Sent(string secret, string id, string timestamp, string signatures, byte[] body)
        {
            byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
            var own = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
            var theirs = signatures.Split(' ').Select(Encoding.UTF8.GetBytes);
            var isRecent = long.TryParse(timestamp, out var at) && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - at) < 300;
            return isRecent
                && theirs.Any(one =>
                    CryptographicOperations.FixedTimeEquals(one, Encoding.UTF8.GetBytes($"v1,{Convert.ToBase64String(own)}"))
                );
        }
    }
}
