using Xunit;

namespace ActorSync.Tests;

public sealed class ContentHashTests
{
    [Fact]
    public void It_is_sha_256_in_base64url()
    {
        Assert.Equal("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", ContentHash.Of([]).ToString());
        Assert.Equal("RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o", JsonData.Empty.Hash.ToString());
    }

    [Fact]
    public void A_printed_hash_is_read_back() => Assert.Equal(Some.Data("x").Hash, ContentHash.Parse(Some.Data("x").Hash.ToString()));

    [Fact]
    public void Every_cancellation_is_one_content_whatever_record_it_carries()
    {
        Assert.Equal(ContentHash.Cancelled, Some.CancelFrom(Some.B, Some.Forum, 2).Content);
        Assert.Equal(ContentHash.Cancelled, (Some.MainFrom(Some.C) with { Operation = Operation.Cancel }).Content);
        Assert.Equal(new string('A', 43), ContentHash.Cancelled.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFUA")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData(" 7DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")]
    public void Anything_else_is_no_hash(string text) => Assert.Throws<FormatException>(() => ContentHash.Parse(text));
}
