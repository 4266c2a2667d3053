using Amiable.Platform.Storage.Postgres;
using Npgsql;

namespace Amiable.Tests.Storage;

/// <summary>What is added to the connection string of an operator, and what is theirs to say.</summary>
public sealed class PostgresConnectionTests
{
    [Fact]
    public void What_is_asked_again_is_prepared_and_no_connection_reset_unless_the_operator_says_otherwise()
    {
        Assert.True(Of("Host=db").MaxAutoPrepare > 0);
        Assert.Equal(0, Of("Host=db;Max Auto Prepare=0").MaxAutoPrepare);
        Assert.Equal(7, Of("Host=db;MaxAutoPrepare=7").MaxAutoPrepare);
        Assert.True(Of("Host=db").NoResetOnClose);
        Assert.False(Of("Host=db;No Reset On Close=false").NoResetOnClose);
    }

    [Fact]
    public void No_row_that_could_not_be_saved_stands_in_the_log() =>
        Assert.False(Of("Host=db;Include Error Detail=true").IncludeErrorDetail);

    private static NpgsqlConnectionStringBuilder Of(string connection) => new(UsingPostgres.Complete(connection));
}
