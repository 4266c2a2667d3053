using Amiable.Ui;

namespace Amiable.Evidence.Pages;

/// <summary>Says to whoever receives an evidence file how to find out, without Amiable, whether something in it was changed.</summary>
internal static class HowToVerify
{
    /// <summary>Whether every file is what the manifest says.</summary>
    public const string Files = "sha256sum --check --quiet manifest.txt && echo OK";

    /// <summary>The chain anew: what it prints is the seal.</summary>
    public const string Chain =
        "c=; while IFS= read -r l; do case $l in '#'*) ;; *) c=$(printf '%s%s\\n' \"$c\" \"$l\" | sha256sum | cut -d' ' -f1);; esac; done < manifest.txt; echo $c; tail -n 1 manifest.txt";

    public static string For(Words t) =>
        string.Join(
            "\n\n",
            t["evidence-file.verify.title"],
            t["evidence-file.verify.files"],
            "    " + Files,
            t["evidence-file.verify.chain"],
            "    " + Chain,
            t["evidence-file.verify.proves"],
            t["evidence-file.verify.not"]
        ) + "\n";
}
