using Amiable.Webhooks;

namespace Amiable.Channels;

/// <summary>Which machines are asked to post letters: public ones by https, as for webhooks, unless the operator allows it (setting Posting:PrivateHosts).</summary>
public sealed class PostingNetwork(IConfiguration configuration) : HookNetwork(configuration.GetValue("Posting:PrivateHosts", false));
